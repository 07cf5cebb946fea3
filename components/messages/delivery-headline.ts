import type { MessageTrace, TraceReceiver } from "@/lib/contracts/traces";

/** A sentence of the dialog: a key of `delivery.headline` and what stands in it. */
export type Sentence = { key: string; values: Record<string, string | number> };

/** What became of a message in a few short sentences: first how many got it, then what kept the others. */
export function headlineOf(trace: MessageTrace): Sentence[] {
  const { counts, scope, isRecorded, isExpired, isSample } = trace;
  const crowd = { clients: counts.clients ?? 0, sessions: counts.sessions ?? 0, meant: counts.meant ?? 0 };
  if (!isRecorded) return [say(isExpired ? "expired" : "notRecorded"), ...known(trace)];
  const troubles = [
    ...(counts.dropped > 0 ? [say("dropped", { count: counts.dropped })] : []),
    ...(counts.skipped > 0 ? [say("skipped", { count: counts.skipped })] : []),
  ];
  if (scope === "room") return [say("room", crowd), ...troubles];
  if (scope === "subscribers") return [say("subscribers", crowd), ...troubles];
  if (scope === "everyone") return [say("everyone", crowd), ...troubles];
  const [first] = trace.receivers;
  if (scope === "clients" && first?.isSender && trace.receivers.length === 1) return [say("toService")];
  if (isSample || counts.received === null || counts.meant === null) return [say("many", crowd), ...troubles];
  if (counts.meant === 0) return [say("nobody")];
  return [say("received", { count: counts.received, meant: counts.meant }), ...missing(trace.receivers)];
}

function known({ receivers }: MessageTrace): Sentence[] {
  const count = receivers.filter(isReceived).length;
  return count > 0 ? [say("known", { count })] : [];
}

/** Why the others have not received it: by name when it is one, counted when they are more. */
function missing(receivers: readonly TraceReceiver[]): Sentence[] {
  const others = receivers.filter(
    (receiver) => !receiver.isSender && !isReceived(receiver) && receiver.state !== "excluded",
  );
  const [only] = others;
  if (only !== undefined && others.length === 1)
    return [say(`one.${trouble(only)}`, { client: only.clientId })];
  return ["failed", "muted", "offline", "pushed"].flatMap((kind) => {
    const count = others.filter((receiver) => trouble(receiver) === kind).length;
    return count > 0 ? [say(`more.${kind}`, { count })] : [];
  });
}

function trouble({ state, hasMuted }: TraceReceiver): string {
  if (state === "offline") return hasMuted ? "muted" : "offline";
  return state === "failed" || state === "pushed" ? state : "offline";
}

const isReceived = ({ state }: TraceReceiver): boolean => state === "received" || state === "read";

function say(key: string, values: Sentence["values"] = {}): Sentence {
  return { key, values };
}

/** Those with trouble first, then those who got it, the sender last. */
export function inOrder(receivers: readonly TraceReceiver[]): TraceReceiver[] {
  const order = ["failed", "offline", "pushed", "unknown", "received", "read", "excluded", "absent"];
  const rank = (receiver: TraceReceiver) =>
    receiver.isSender ? order.length : order.indexOf(receiver.state);
  return receivers.toSorted((a, b) => rank(a) - rank(b));
}
