import http from "node:http";

/** A stream that stands open. */
type OpenStream = { after: string | null; response: http.ServerResponse };

export type EventServer = {
  url: string;
  /** Every stream that was ever asked for, with where it was to go on. */
  asked: (string | null)[];
  open: OpenStream[];
  /** Refuses a new stream; null lets it in. */
  refuse: (after: string | null) => { status: number; headers?: Record<string, string> } | null;
  /** What a new stream is told at once. */
  greet: (after: string | null) => string;
  /** Writes to every open stream. */
  say(text: string): void;
  /** Cuts every open stream. */
  cut(): void;
  /** Waits for a number of streams ever asked for. */
  askedFor(count: number): Promise<void>;
  close(): Promise<void>;
};

/** One event as it goes over the wire. */
export function eventText(event: string, id: string, data: unknown): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A server that speaks `GET /parley/1/events` and says what a test tells it to. */
export async function startEventServer(): Promise<EventServer> {
  const waiting = new Set<() => void>();
  const server = http.createServer((request, response) => {
    const after = new URL(request.url ?? "/", "http://x").searchParams.get("after");
    events.asked.push(after);
    const refusal = events.refuse(after);
    if (refusal) {
      response.writeHead(refusal.status, refusal.headers);
      response.end(JSON.stringify({ code: 1, error: "refused" }));
    } else {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(events.greet(after));
      const stream = { after, response };
      events.open.push(stream);
      response.on("close", () => events.open.splice(events.open.indexOf(stream), 1));
    }
    for (const check of waiting) check();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const events: EventServer = {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    asked: [],
    open: [],
    refuse: () => null,
    greet: (after) => eventText("ready", after ?? "0", { at: 1 }),
    say(text) {
      for (const { response } of events.open) response.write(text);
    },
    cut() {
      for (const { response } of events.open) response.destroy();
    },
    askedFor: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (events.asked.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return events;
}
