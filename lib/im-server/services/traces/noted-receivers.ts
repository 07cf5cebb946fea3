import type { Audience, StoredTrace } from "../../store/trace-interface";
import type { Noted } from "./judge-receiver";
import type { TraceBody } from "./trace-body";

/** What was noted when a message was sent, its receivers by client id. */
export type NotedMessage = { run: number; body: TraceBody; receivers: Map<string, Noted>; isWhole: boolean };

/** Reads a stored trace: members in the order of joining, or whoever it was sent to. */
export function readTrace(stored: StoredTrace): NotedMessage | null {
  const body: TraceBody = JSON.parse(stored.body);
  const audience: Audience | null = stored.audience === null ? null : JSON.parse(stored.audience);
  const needsAudience = body.pushed.some(([who]) => typeof who === "number");
  // It was lost on the way to the store: then nobody knows who is meant by the numbers.
  if (needsAudience && audience === null) return null;
  const members = audience?.members ?? [];
  const pushed = new Map<string, number[]>();
  for (const [who, ...sessions] of body.pushed) {
    pushed.set(typeof who === "number" ? (members[who] ?? "") : who, sessions);
  }
  const muted = new Set(audience?.muted);
  const clientIds = new Set([...members, ...(body.to ?? []), ...pushed.keys()]);
  const receivers = new Map<string, Noted>();
  for (const clientId of clientIds) {
    const sessions = pushed.get(clientId) ?? [];
    const isSender = clientId === body.from;
    receivers.set(clientId, {
      clientId,
      isSender,
      hasMuted: muted.has(clientId),
      sessions,
      excluded: excludedFrom(body, clientId),
    });
  }
  return { run: stored.run, body, receivers, isWhole: (body.crowd?.clients ?? 0) <= pushed.size };
}

function excludedFrom(body: TraceBody, clientId: string): Noted["excluded"] {
  if (body.to !== undefined && !body.to.includes(clientId)) return "not-addressed";
  return body.noSync && clientId === body.from ? "no-sync" : null;
}
