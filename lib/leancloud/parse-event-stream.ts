import "server-only";
import { UpstreamError } from "./upstream-error";

/** One server-sent event. `id`: the last one that was given, by this event or one before it. */
export type ServerSentEvent = { id: string | null; event: string; data: string };

const maxEventChars = 1024 * 1024;

/** Reads server-sent events as the HTML standard defines them. Throws UpstreamError when one is endless. */
export async function* parseEventStream(chunks: AsyncIterable<Buffer>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  const gathered = new Gathered();
  let rest = "";
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    // A "\r" at the very end may be the first half of "\r\n".
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = gathered.take(line);
      if (event) yield event;
    }
    if (rest.length + gathered.size > maxEventChars) {
      throw new UpstreamError("unreadable", "An event of the stream is too large.");
    }
  }
}

/** The lines of an event that is not over yet. */
class Gathered {
  private id: string | null = null;
  private event = "";
  private data: string[] = [];
  size = 0;

  /** Answers the event that an empty line ends. */
  take(line: string): ServerSentEvent | null {
    if (line === "") return this.end();
    const { field, value } = splitLine(line);
    if (field === "event") this.event = value;
    else if (field === "id" && !value.includes("\0")) this.id = value;
    else if (field === "data") {
      this.data.push(value);
      this.size += value.length;
    }
    return null;
  }

  private end(): ServerSentEvent | null {
    const { id, event, data } = this;
    this.event = "";
    this.data = [];
    this.size = 0;
    return data.length > 0 ? { id, event: event || "message", data: data.join("\n") } : null;
  }
}

/** A comment has no field. */
function splitLine(line: string): { field: string; value: string } {
  const colon = line.indexOf(":");
  if (colon < 0) return { field: line, value: "" };
  const value = line.slice(colon + 1);
  return { field: line.slice(0, colon), value: value.startsWith(" ") ? value.slice(1) : value };
}
