import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { type Capability, capabilitySchema } from "@/lib/contracts/session";
import { getCapabilities } from "@/lib/leancloud/parley";
import type { ConsoleContext } from "../context";
import type { AppRow } from "../store/tables";
import { openApp } from "./open-app";

type Context = Pick<ConsoleContext, "db" | "env" | "keyring">;

const freshMs = 5 * 60_000;
/** A server that could not be asked is left alone for a while, so that it slows down nothing. */
const retryMs = 20_000;
/** How long the first question may hold up a page. */
const patienceMs = 1_500;
/** What a server could not do is believed for so long when somebody wants it. */
const doubtMs = 10_000;
const failedAt = new Map<string, number>();
const capabilitiesSchema = z.array(capabilitySchema).catch([]);
const underWay = new Map<string, Promise<Capability[]>>();

/** What the app's server was found to be able to do beyond LeanCloud. */
export function capabilitiesOf(app: Pick<AppRow, "capabilities">): Capability[] {
  return capabilitiesSchema.parse(JSON.parse(app.capabilities));
}

/**
 * The app's capabilities, asked for again when they are old. Never asked before: waits for the
 * answer; otherwise the known ones are answered while asking goes on. A server that cannot be
 * reached leaves them as they were.
 */
export async function currentCapabilities(context: Context, app: AppRow): Promise<Capability[]> {
  const known = capabilitiesOf(app);
  const isResting = (failedAt.get(app.id) ?? 0) + retryMs > Date.now();
  if (isResting || app.capabilities_at + freshMs > Date.now()) return known;
  const asking = refreshOr(known, context, app);
  if (app.capabilities_at > 0) return known;
  return Promise.race([asking, wait(patienceMs, known, { ref: false })]);
}

/** Whether the app's server can do this. One that could not is asked again: it may have been updated since. */
export async function hasCapability(context: Context, app: AppRow, wanted: Capability): Promise<boolean> {
  const known = await currentCapabilities(context, app);
  if (known.includes(wanted)) return true;
  const askedAt = Math.max(app.capabilities_at, failedAt.get(app.id) ?? 0);
  if (askedAt + doubtMs > Date.now()) return false;
  return (await refreshOr(known, context, app)).includes(wanted);
}

function refreshOr(known: Capability[], context: Context, app: AppRow): Promise<Capability[]> {
  return refreshCapabilities(context, app).catch(() => {
    failedAt.set(app.id, Date.now());
    return known;
  });
}

/** Asks the server and keeps the answer. Throws UpstreamError. */
export function refreshCapabilities(context: Context, app: AppRow): Promise<Capability[]> {
  const already = underWay.get(app.id);
  if (already) return already;
  const asking = ask(context, app).finally(() => underWay.delete(app.id));
  underWay.set(app.id, asking);
  return asking;
}

async function ask(context: Context, app: AppRow): Promise<Capability[]> {
  const found = await getCapabilities(openApp(context, app));
  await keepCapabilities(context, app, found);
  return found;
}

/** Keeps what the server was just found to be able to do. */
export async function keepCapabilities(
  { db }: Pick<Context, "db">,
  app: AppRow,
  found: readonly Capability[],
): Promise<void> {
  await db
    .updateTable("apps")
    .set({ capabilities: JSON.stringify(found), capabilities_at: Date.now() })
    .where("id", "=", app.id)
    .execute();
}
