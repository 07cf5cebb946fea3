import "server-only";
import { type AppSettings, appSettingsReplySchema } from "@/lib/protocol/app-settings";
import { type LeanCloud, path } from "./request";

/** The app's settings on Parley's own server; a hosted app answers 404. */
export function getSettings(upstream: LeanCloud, signal?: AbortSignal) {
  return upstream.call({
    method: "GET",
    path: path`/parley/1/settings`,
    schema: appSettingsReplySchema,
    signal,
  });
}

/** Puts all of them, unless another revision stands (305). */
export function putSettings(upstream: LeanCloud, settings: AppSettings, revision: number) {
  return upstream.call({
    method: "PUT",
    path: path`/parley/1/settings`,
    body: { ...settings, revision },
    schema: appSettingsReplySchema,
  });
}
