import { z } from "zod";
import { type LiveEvent, type LiveFrame, liveFrameSchema } from "@/lib/contracts/live";
import { dispatch } from "./route-table";
import type { TestConsole } from "./start-test-console";
import type { TestClient } from "./test-client";

/** A browser's stream, every frame parsed by the contract. */
export type LiveClient = {
  status: number;
  headers: Headers;
  readonly frames: LiveFrame[];
  readonly events: LiveEvent[];
  /** Of the newest frame. */
  readonly lastId: string | null;
  /** Waits until the frames fit; rejects when the stream ends before. */
  until(fits: (client: LiveClient) => boolean): Promise<void>;
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
  close(): void;
};

type LiveOptions = { apps?: string; after?: string; lastEventId?: string };

/** Opens the console's live stream as a page of this operator would. */
export async function openLive(
  parley: TestConsole,
  client: TestClient,
  { apps = "embedded", after, lastEventId }: LiveOptions = {},
): Promise<LiveClient> {
  const url = new URL("http://console.test/api/live");
  url.searchParams.set("apps", apps);
  if (after !== undefined) url.searchParams.set("after", after);
  const headers = new Headers({ host: url.host });
  if (client.cookie) headers.set("cookie", client.cookie);
  if (lastEventId !== undefined) headers.set("last-event-id", lastEventId);
  const leaving = new AbortController();
  const response = await dispatch(parley.routes, new Request(url, { headers, signal: leaving.signal }));
  return readLive(response, () => leaving.abort());
}

/** Reads a live stream, wherever its answer came from. */
export function readLive(response: Response, close: () => void): LiveClient {
  const frames: LiveFrame[] = [];
  const waiting = new Set<() => void>();
  let lastId: string | null = null;
  let isEnded = false;
  let isClosed = false;
  const wake = () => {
    for (const check of waiting) check();
  };
  const read = async () => {
    let rest = "";
    for await (const text of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + text).split("\n\n");
      rest = blocks.pop() ?? "";
      if (isClosed) return;
      for (const block of blocks) {
        const fields = fieldsOf(block);
        lastId = fields.get("id") ?? lastId;
        const data = fields.get("data");
        if (data !== undefined) frames.push(liveFrameSchema.parse(JSON.parse(data)));
      }
      wake();
    }
  };
  const ended = read()
    .catch((error: unknown) => {
      if (error instanceof z.ZodError) throw error;
    })
    .finally(() => {
      isEnded = true;
      wake();
    });
  const client: LiveClient = {
    status: response.status,
    headers: response.headers,
    frames,
    ended,
    close: () => {
      isClosed = true;
      close();
    },
    get events() {
      return frames.flatMap((frame) => frame.events);
    },
    get lastId() {
      return lastId;
    },
    until: (fits) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (fits(client)) resolve();
          else if (isEnded) reject(new Error("the stream ended"));
          else return;
          waiting.delete(check);
        };
        waiting.add(check);
        check();
      }),
  };
  return client;
}

function fieldsOf(block: string): Map<string, string> {
  return new Map(
    block.split("\n").map((line): [string, string] => {
      const colon = line.indexOf(": ");
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
}
