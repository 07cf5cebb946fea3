import "server-only";
import { hasCapability } from "@/lib/console/apps/refresh-capabilities";
import type { ConsoleContext } from "@/lib/console/context";
import type { AppRow } from "@/lib/console/store/tables";
import type { Capability } from "@/lib/contracts/session";
import { ApiFailure } from "./api-failure";

/** Throws `not_supported` where the app's server lacks the feature. */
export async function requireCapability(
  call: { context: ConsoleContext; app: AppRow },
  capability: Capability,
): Promise<void> {
  if (await hasCapability(call.context, call.app, capability)) return;
  throw new ApiFailure("not_supported", `This app's server cannot do this (${capability}).`, { capability });
}
