import "server-only";
import type { Subscriptions } from "@/lib/contracts/clients";
import { getSubscriptions } from "@/lib/leancloud/clients";
import type { LeanCloud } from "@/lib/leancloud/request";

const pageSize = 50;

/** Subscriptions of a client, newest first; `before` is `{since}.{conversation id}` of the last one seen. */
export async function listSubscriptions(
  upstream: LeanCloud,
  clientId: string,
  before: string | undefined,
  signal?: AbortSignal,
): Promise<Subscriptions> {
  const dot = before?.indexOf(".") ?? -1;
  const start = before
    ? { timestamp: Number(before.slice(0, dot)), conversationId: before.slice(dot + 1) }
    : {};
  const rows = await getSubscriptions(upstream, clientId, { ...start, limit: pageSize }, signal);
  const last = rows.length === pageSize ? rows.at(-1) : undefined;
  return {
    subscriptions: rows.map((row) => ({ conversationId: row.conv_id, since: row.timestamp })),
    next: last ? `${last.timestamp}.${last.conv_id}` : null,
  };
}

const maxPages = 40;

/** A client's subscription to one service conversation; null when there is none. */
export async function findSubscription(
  upstream: LeanCloud,
  clientId: string,
  conversationId: string,
  signal?: AbortSignal,
): Promise<{ clientId: string; since: number } | null> {
  let before: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const { subscriptions, next } = await listSubscriptions(upstream, clientId, before, signal);
    const found = subscriptions.find((one) => one.conversationId === conversationId);
    if (found) return { clientId, since: found.since };
    if (!next) return null;
    before = next;
  }
  return null;
}
