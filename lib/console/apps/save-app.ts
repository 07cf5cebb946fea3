import "server-only";
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { App, createAppSchema, updateAppSchema } from "@/lib/contracts/apps";
import { checkUrl } from "@/lib/leancloud/address-policy";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import type { ConsoleContext } from "../context";
import { RefusedError } from "../refused-error";
import { addressPolicy, findApp } from "./open-app";
import { presentApp } from "./present-app";

/** Adds a hosted app. Its keys are sealed and never told again. */
export async function createApp(
  context: ConsoleContext,
  input: z.output<typeof createAppSchema>,
): Promise<App> {
  const id = `app-${randomBytes(6).toString("hex")}`;
  const row = await context.db
    .insertInto("apps")
    .values({
      id,
      kind: "hosted",
      name: input.name,
      server_url: checkServerUrl(context, input.serverUrl),
      leancloud_app_id: input.leancloudAppId.trim(),
      app_key_sealed: sealKey(context, "app-key", id, input.appKey),
      master_key_sealed: sealKey(context, "master-key", id, input.masterKey),
      environment: input.environment,
      color: input.color,
      trusted_media_hosts: "[]",
      sender_ids: "[]",
      capabilities: "[]",
      capabilities_at: 0,
      broadcast_daily_limit: null,
      is_managed: 0,
      is_active: 1,
      created_at: Date.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return presentApp(context, row);
}

/** Changes an app; keys left out stay, unless the server is another one. Of apps given by variables the server and keys cannot be changed here. */
export async function updateApp(
  context: ConsoleContext,
  id: string,
  input: z.output<typeof updateAppSchema>,
): Promise<{ before: App; after: App }> {
  const row = findApp(context, id);
  if (!row) throw new RefusedError("not_found", "There is no such app.");
  const { serverUrl, leancloudAppId, appKey, masterKey } = input;
  const isConnection = [serverUrl, leancloudAppId, appKey, masterKey].some((value) => value !== undefined);
  if (isConnection && row.is_managed === 1) {
    throw new RefusedError("conflict", "This app's server and keys are set by environment variables.");
  }
  const server_url = serverUrl === undefined ? undefined : checkServerUrl(context, serverUrl);
  if (server_url !== undefined && new URL(server_url).origin !== new URL(row.server_url).origin) {
    requireKeys(input);
  }
  const changed = await context.db
    .updateTable("apps")
    .set({
      name: input.name,
      environment: input.environment,
      color: input.color,
      trusted_media_hosts: input.trustedMediaHosts && listText(input.trustedMediaHosts),
      sender_ids: input.senderIds && listText(input.senderIds),
      broadcast_daily_limit: input.broadcastDailyLimit,
      server_url,
      leancloud_app_id: leancloudAppId?.trim(),
      app_key_sealed: appKey === undefined ? undefined : sealKey(context, "app-key", id, appKey),
      master_key_sealed: masterKey === undefined ? undefined : sealKey(context, "master-key", id, masterKey),
      // Another server can do other things: ask again.
      capabilities_at: isConnection ? 0 : row.capabilities_at,
    })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { before: presentApp(context, row), after: presentApp(context, changed) };
}

/** Takes an app off the console, with the roles on it; nothing happens on its server. */
export async function deleteApp(context: ConsoleContext, id: string): Promise<App> {
  const row = findApp(context, id);
  if (!row) throw new RefusedError("not_found", "There is no such app.");
  if (row.is_managed === 1) {
    throw new RefusedError("conflict", "This app is set by environment variables; take those away.");
  }
  const before = presentApp(context, row);
  await context.db.transaction().execute(async (trx) => {
    await trx.deleteFrom("apps").where("id", "=", id).execute();
    await trx.deleteFrom("grants").where("app_id", "=", id).execute();
  });
  return before;
}

/** Kept keys would be told to a server that they were not entered for. */
function requireKeys({ appKey, masterKey }: z.output<typeof updateAppSchema>): void {
  const missing = masterKey === undefined ? "masterKey" : appKey === undefined ? "appKey" : null;
  if (missing === null) return;
  throw new RefusedError("bad_request", "This is another server: enter both of its keys too.", missing);
}

function checkServerUrl(context: ConsoleContext, text: string): string {
  const url = text.trim().replace(/\/+$/, "");
  try {
    checkUrl(new URL(url), addressPolicy(context, false));
  } catch (error) {
    if (error instanceof UpstreamError) throw new RefusedError("bad_request", error.message, "serverUrl");
    throw error;
  }
  return url;
}

function sealKey(context: ConsoleContext, use: "app-key" | "master-key", id: string, key: string): string {
  return context.keyring.seal(key.trim(), `${use}:${id}`);
}

function listText(items: string[]): string {
  return JSON.stringify([...new Set(items)]);
}
