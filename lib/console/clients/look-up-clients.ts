import "server-only";
import { findConversations } from "@/lib/leancloud/conversations";
import { getHistory } from "@/lib/leancloud/messages";
import type { LeanCloud } from "@/lib/leancloud/request";

const recentRows = 1_000;
const maxClients = 20;

/** Recent senders whose id begins with the text (or holds it, after those), and the id itself where it is used. */
export async function lookUpClients(
  upstream: LeanCloud,
  text: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const [rows, isKnown] = await Promise.all([
    getHistory(upstream, { scope: "app" }, { limit: recentRows }, signal),
    isUsed(upstream, text, signal),
  ]);
  const wanted = text.toLowerCase();
  const senders = [...new Set(rows.map((row) => row.from))].filter((id) => id.toLowerCase().includes(wanted));
  const first = senders.filter((id) => id.toLowerCase().startsWith(wanted));
  const all = new Set([...(isKnown ? [text] : []), ...first, ...senders]);
  return [...all].slice(0, maxClients);
}

/** Whether a conversation has this client as a member or creator, or it has sent anything. */
async function isUsed(upstream: LeanCloud, clientId: string, signal?: AbortSignal): Promise<boolean> {
  const [member, sent] = await Promise.all([
    findConversations(
      upstream,
      { where: { $or: [{ m: clientId }, { c: clientId }] }, order: "-lm", skip: 0, limit: 1, count: false },
      { signal },
    ),
    getHistory(upstream, { scope: "sender", clientId }, { limit: 1 }, signal),
  ]);
  return member.results.length > 0 || sent.length > 0;
}
