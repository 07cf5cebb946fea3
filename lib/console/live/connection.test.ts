import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { afterEach, expect, test } from "vitest";
import type { LiveEvent } from "@/lib/contracts/live";
import { Connection, type EndReason } from "./connection";
import { Feed } from "./feed";
import type { Source } from "./source";

const who = { operator: { id: "o1" }, sessionId: "s1" };
const feeds: Feed[] = [];
afterEach(() => {
  for (const feed of feeds.splice(0)) feed.close();
});

/** A feed that has told `count` new conversations' messages behind the position `p0`. */
async function feedWith(count: number): Promise<Feed> {
  const perStep = 1_000;
  const source: Source = {
    canCatchUp: () => false,
    nudge: () => undefined,
    async *read(_after, signal) {
      yield { type: "began", position: "p0", at: 1 };
      for (let told = 0; told < count; told += perStep) {
        const events = Array.from({ length: perStep }, (_, at) => messageIn(told + at));
        yield { type: "told", position: `p${told + perStep}`, at: 2, events };
      }
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    },
  };
  const feed = new Feed(source, (error) => {
    throw error;
  });
  feeds.push(feed);
  await new Promise<void>((resolve) => {
    feed.join(null, ({ position }) => position === `p${count}` && resolve());
  });
  return feed;
}

function messageIn(conversation: number): LiveEvent {
  const conversationId = String(conversation).padStart(24, "0");
  return {
    type: "messages",
    conversationId,
    clientId: null,
    count: 1,
    newest: `1614237989966.${conversation}`,
  };
}

test("who comes back to a great deal is told all of it", async () => {
  const feed = await feedWith(20_000);
  const endings: EndReason[] = [];
  const connection = new Connection({
    who,
    apps: ["a"],
    unheard: [],
    after: new Map([["a", "p0"]]),
    feedOf: () => feed,
    ongoing: () => [],
    onEnd: (_ended, reason) => void endings.push(reason),
  });
  let heard = 0;
  for await (const chunk of Readable.fromWeb(connection.body as ReadableStream)) {
    heard += String(chunk).split('"type":"messages"').length - 1;
    if (heard === 20_000) break;
  }
  expect(heard).toBe(20_000);
  expect(endings).toEqual(["closed"]);
  expect(feed.readerCount).toBe(1);
});
