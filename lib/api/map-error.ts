import "server-only";
import { ZodError } from "zod";
import { FilterError } from "@/lib/console/conversations/build-where";
import { UpdateError } from "@/lib/console/conversations/update-conversation";
import { KeysUnreadableError, RefusedError } from "@/lib/console/refused-error";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { ApiFailure } from "./api-failure";

/** Turns anything thrown into a failure that may be shown. What is not known is `internal`, without a word of it. */
export function mapError(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (error instanceof UpstreamError) return mapUpstream(error);
  if (error instanceof FilterError) {
    return new ApiFailure("bad_request", error.message, { fields: { [error.field]: error.message } });
  }
  if (error instanceof UpdateError) return new ApiFailure("bad_request", error.message);
  if (error instanceof RefusedError) {
    const details = error.field ? { fields: { [error.field]: error.message } } : {};
    return new ApiFailure(error.code, error.message, details);
  }
  if (error instanceof KeysUnreadableError) {
    const message =
      "This app's keys cannot be opened with the present PARLEY_SECRET. An admin must enter them again.";
    return new ApiFailure("upstream_unauthorized", message);
  }
  if (error instanceof ZodError) return invalidInput(error);
  return new ApiFailure(
    "internal",
    "Parley failed to do this. Try again, and quote the request id if it stays.",
  );
}

/** Field errors by path. */
export function invalidInput(error: ZodError): ApiFailure {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".") || "body"] ??= issue.message;
  const [first] = Object.entries(fields);
  const message = first ? `${first[0]}: ${first[1]}` : "The request is not valid.";
  return new ApiFailure("bad_request", message, { fields });
}

function mapUpstream(error: UpstreamError): ApiFailure {
  const details = {
    ...(error.leancloudCode === null ? {} : { upstreamCode: error.leancloudCode }),
    ...(error.status === null ? {} : { upstreamStatus: error.status }),
  };
  switch (error.kind) {
    case "rejected":
      return new ApiFailure("upstream_rejected", `The IM server refused: ${error.message}`, details);
    case "unauthorized":
      return new ApiFailure(
        "upstream_unauthorized",
        "The IM server refused this app's keys. An admin can correct them under Apps.",
        details,
      );
    case "rate-limited":
      return new ApiFailure("rate_limited", "The IM server's rate limit is reached. Wait, then try again.", {
        ...details,
        // LeanCloud does not say; it lifts its limits after a minute.
        retryAfter: error.retryAfter ?? 60,
      });
    case "address-refused":
      return new ApiFailure("upstream_unavailable", error.message, details);
    case "timeout":
      return new ApiFailure("upstream_unavailable", "The IM server did not answer in time.", details);
    case "unavailable":
      return new ApiFailure("upstream_unavailable", "The IM server cannot be reached or failed.", details);
    case "unreadable":
      return new ApiFailure(
        "upstream_unavailable",
        "The IM server's answer could not be understood.",
        details,
      );
  }
}
