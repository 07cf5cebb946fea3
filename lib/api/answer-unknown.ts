import "server-only";
import { randomUUID } from "node:crypto";
import { ApiFailure } from "./api-failure";
import { respondError, setDataHeaders } from "./respond";

/** Answers a call to an address that the API does not have. */
export function answerUnknown(request: Request): Response {
  const failure = new ApiFailure("not_found", "The API has no such address.");
  return setDataHeaders(respondError(failure, randomUUID()), request);
}
