import "server-only";
import { type Change, changeSchema, streamStateSchema } from "@/lib/protocol/rest/events";
import { parseEventStream, type ServerSentEvent } from "./parse-event-stream";
import { type LeanCloud, path } from "./request";

/** One event of the server's log; `id` is where to go on behind it. */
export type LogEvent =
  | { type: "ready" | "sync" | "reset"; id: string | null; at: number }
  | { type: "change"; id: string | null; change: Change }
  /** Of a kind that this console does not know. */
  | { type: "unknown"; id: string | null }
  /** A known kind that cannot be read: what it said is lost. */
  | { type: "unreadable"; id: string | null };

/** The server says something every five seconds; one that does not is as good as gone. */
const silenceMs = 12_000;

/**
 * Parley's own server: what happens from `after` on (from now when null) until the signal ends it.
 * Throws UpstreamError when the connection fails, ends or falls silent.
 */
export async function* readEvents(
  upstream: LeanCloud,
  after: string | null,
  signal: AbortSignal,
): AsyncGenerator<LogEvent> {
  const chunks = await upstream.stream({
    path: path`/parley/1/events`,
    query: { after: after ?? undefined },
    accept: "text/event-stream",
    silenceMs,
    signal,
  });
  for await (const event of parseEventStream(chunks)) yield parseEvent(event);
}

const kinds: ReadonlySet<string> = new Set(changeSchema.options.map((option) => option.shape.type.value));

function parseEvent({ id, event, data }: ServerSentEvent): LogEvent {
  const json = parseJson(data);
  if (event === "ready" || event === "sync" || event === "reset") {
    const parsed = streamStateSchema.safeParse(json);
    return parsed.success ? { type: event, id, at: parsed.data.at } : { type: "unreadable", id };
  }
  if (event !== "change") return { type: "unknown", id };
  const parsed = changeSchema.safeParse(json);
  if (parsed.success) return { type: "change", id, change: parsed.data };
  const kind = typeof json === "object" && json !== null && "type" in json ? json.type : null;
  const isKnown = typeof kind !== "string" || kinds.has(kind);
  return isKnown ? { type: "unreadable", id } : { type: "unknown", id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
