import "server-only";
import { createHash } from "node:crypto";
import type { PutImSettings } from "@/lib/contracts/im-settings";
import type { LeanCloud } from "@/lib/leancloud/request";
import { getSettings, putSettings } from "@/lib/leancloud/settings";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import type { AppSettings, AppSettingsReply } from "@/lib/protocol/app-settings";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import { canonicalJson } from "../audit/canonical-json";
import { RefusedError } from "../refused-error";

/** Puts an app's settings over those of the same revision. Throws RefusedError when somebody was quicker. */
export async function saveImSettings(
  upstream: LeanCloud,
  { settings, revision }: PutImSettings,
): Promise<{ before: AppSettings; after: AppSettingsReply }> {
  const { revision: standing, ...before } = await getSettings(upstream);
  if (standing !== revision) throw changedMeanwhile();
  try {
    return { before, after: await putSettings(upstream, settings, revision) };
  } catch (error) {
    const isLate = error instanceof UpstreamError && error.leancloudCode === restErrorCodes.conditionFailed;
    throw isLate ? changedMeanwhile() : error;
  }
}

/** What an operation keeps of the settings that it puts: enough to know them again. */
export function digestOf(settings: AppSettings): string {
  return createHash("sha256").update(canonicalJson(settings)).digest("hex");
}

function changedMeanwhile(): RefusedError {
  return new RefusedError(
    "conflict",
    "Somebody else has changed these settings meanwhile. Look at them again.",
  );
}
