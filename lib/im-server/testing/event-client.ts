import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { type Change, changeSchema, streamStateSchema } from "@/lib/protocol/rest/events";
import { testKeys } from "./start-test-server";

/** One event of the stream, its data parsed strictly by what the protocol promises. */
export type StreamEvent =
  | { event: "change"; id: string; data: Change }
  | { event: "ready" | "sync" | "reset"; id: string; data: { at: number } };

export type EventClient = {
  /** Everything that has come, in order. */
  readonly events: StreamEvent[];
  readonly changes: Change[];
  /** The last id that has come. */
  readonly lastId: string | undefined;
  /** Waits until the events fit; rejects when the stream ends before. */
  until(fits: (client: EventClient) => boolean): Promise<void>;
  /** Waits for an event that says that everything committed until now has come. */
  settled(): Promise<void>;
  /** What comes by an action; before it the stream is to be settled. */
  changesBy(action: () => unknown): Promise<Change[]>;
  /** Resolves when the stream has ended, by either side. */
  readonly ended: Promise<void>;
  /** Stops reading without closing, and goes on. */
  pause(): void;
  resume(): void;
  close(): void;
};

export type EventOptions = { after?: string; lastEventId?: string; keys?: typeof testKeys };

/** Opens the live event stream; rejects with the body when it is refused. */
export async function openEvents(url: string, options: EventOptions = {}): Promise<EventClient> {
  const { call, response } = await connect(url, options);
  const events: StreamEvent[] = [];
  const waiting = new Set<() => void>();
  let isEnded = false;
  let rest = "";
  response.setEncoding("utf8");
  response.on("data", (text: string) => {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) events.push(parseBlock(block));
    for (const check of waiting) check();
  });
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      isEnded = true;
      for (const check of waiting) check();
      resolve();
    };
    response.on("close", end);
    response.on("error", end);
  });

  const client: EventClient = {
    events,
    ended,
    get changes() {
      return events.flatMap((event) => (event.event === "change" ? [event.data] : []));
    },
    get lastId() {
      return events.at(-1)?.id;
    },
    until: (fits) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (fits(client)) resolve();
          else if (isEnded) reject(new Error("The stream ended"));
          else return;
          waiting.delete(check);
        };
        waiting.add(check);
        check();
      }),
    settled() {
      const now = Date.now();
      return client.until(() => events.some(({ event, data }) => event === "sync" && data.at >= now));
    },
    async changesBy(action) {
      const before = client.changes.length;
      await action();
      await client.settled();
      return client.changes.slice(before);
    },
    pause: () => response.pause(),
    resume: () => response.resume(),
    close: () => call.destroy(),
  };
  return client;
}

function connect(
  url: string,
  { after, lastEventId, keys = testKeys }: EventOptions,
): Promise<{ call: ClientRequest; response: IncomingMessage }> {
  const target = new URL("/parley/1/events", url);
  if (after !== undefined) target.searchParams.set("after", after);
  const headers = {
    "x-lc-id": keys.appId,
    "x-lc-key": `${keys.masterKey},master`,
    ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
  };
  return new Promise((resolve, reject) => {
    const call = request(target, { headers, agent: false }, (response) => {
      if (response.statusCode === 200) {
        resolve({ call, response });
        return;
      }
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => reject(new Error(`${response.statusCode} ${Buffer.concat(chunks)}`)));
    });
    call.on("error", reject);
    call.end();
  });
}

function parseBlock(block: string): StreamEvent {
  const fields = new Map(
    block.split("\n").map((line): [string, string] => {
      const colon = line.indexOf(": ");
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  const event = fields.get("event") ?? "";
  const id = fields.get("id") ?? "";
  const data: unknown = JSON.parse(fields.get("data") ?? "");
  if (event === "change") return { event, id, data: changeSchema.parse(data) };
  if (event === "ready" || event === "sync" || event === "reset") {
    return { event, id, data: streamStateSchema.parse(data) };
  }
  throw new Error(`Unknown event ${event}`);
}
