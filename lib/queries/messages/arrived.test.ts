import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message, SendMessage } from "@/lib/contracts/messages";
import { buildMessage } from "@/lib/contracts/testing/builders";
import { ApiError } from "../api-error";
import { matchArrived, seenInHistory } from "./arrived";
import { createOutbox, type OutboxItem } from "./outbox";
import { confirmArrived, resumeOutbox, type SendCalls, sendNew } from "./send";

const body: SendMessage = { from: "support", data: "hi" };
const message = (id: string, timestamp: number, more: Partial<Message> = {}) =>
  buildMessage({ id, timestamp, ...body, ...more });
const item = (operationId: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  operationId,
  body,
  createdAt: 0,
  after: 10,
  state: "sending",
  error: null,
  messageId: null,
  timestamp: null,
  tab: "t",
  ...more,
});
const notConfirmed: Partial<OutboxItem> = {
  state: "failed",
  error: { code: "offline", message: "", mayHaveArrived: true },
};

describe("matchArrived", () => {
  const matched = (messages: Message[], items: OutboxItem[]) =>
    [...matchArrived(messages, items)].map(([operationId, { id }]) => [operationId, id]);

  it("takes the same words of the same sender, newer than what was known", () => {
    const others = [
      message("old", 10),
      message("words", 11, { data: "hi!" }),
      message("who", 12, { from: "Tom" }),
    ];
    expect(matched(others, [item("a")])).toEqual([]);
    expect(matched([...others, message("m", 13)], [item("a")])).toEqual([["a", "m"]]);
  });

  it("gives a message to one item only", () => {
    const two = [item("a"), item("b")];
    expect(matched([message("m", 11)], two)).toEqual([["a", "m"]]);
    expect(matched([message("m", 11), message("n", 12)], two)).toEqual([
      ["a", "m"],
      ["b", "n"],
    ]);
    const confirmed = item("a", { state: "sent", messageId: "m" });
    expect(matched([message("m", 11)], [confirmed, item("b")])).toEqual([]);
  });

  it("leaves out what certainly did not arrive, or leaves no trace", () => {
    const refused = item("a", {
      state: "failed",
      error: { code: "forbidden", message: "", mayHaveArrived: false },
    });
    const transient = item("b", { body: { ...body, transient: true } });
    expect(matched([message("m", 11)], [refused, transient])).toEqual([]);
    expect(matched([message("m", 11)], [item("c", notConfirmed)])).toEqual([["c", "m"]]);
  });
});

it("a sent message whose id is not known any more is shown by what seems to be it", () => {
  const sent = item("a", { state: "sent" });
  expect(seenInHistory([message("m", 11)], [sent])).toEqual({ shown: [sent], unconfirmed: [] });
});

/**
 * A page over a console that runs each operation once. When the request arrives there, when its answer is lost, when
 * the page is reloaded and when the history is read is up to the scheduler.
 */
function play(scheduler: fc.Scheduler, fate: { isReplyLost: boolean; isReloaded: boolean }) {
  const stored: Message[] = [];
  const operations = new Map<string, Message>();
  const storage = new Map<string, string>();
  const openOutbox = () =>
    createOutbox("k", {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    });
  let outbox = openOutbox();
  let shown: Message[] = [];
  const lookedUp = new Set<string>();
  const unanswered = new Promise<never>(() => undefined);

  const calls: SendCalls = {
    post: async ({ from, data }, operationId) => {
      const page = outbox;
      const request = scheduler.schedule(Promise.resolve(), "request arrives").then(() => {
        const sent = message(`m${stored.length}`, stored.length + 11, { from, data });
        stored.push(sent);
        operations.set(operationId, sent);
        void readHistory();
        return sent;
      });
      const told = await Promise.race([
        scheduler.schedule(Promise.resolve("lost"), "line breaks"),
        fate.isReplyLost ? unanswered : request.then((sent) => scheduler.schedule(Promise.resolve(sent))),
      ]);
      // A page that was left hears nothing any more.
      if (page !== outbox) return unanswered;
      if (typeof told === "string") {
        throw new ApiError({ code: "offline", message: "", status: 0, fault: "parley" });
      }
      return { messageId: told.id, timestamp: told.timestamp };
    },
    lookUp: async (operationId) => {
      const known = operations.get(operationId);
      await scheduler.schedule(Promise.resolve(), "look-up answered");
      if (known) return { messageId: known.id, timestamp: known.timestamp };
      throw new ApiError({ code: "not_found", message: "", status: 404, fault: "you" });
    },
  };
  const follow = () => {
    const seen = seenInHistory(shown, outbox.items);
    for (const one of seen.shown) outbox.remove(one.operationId);
    for (const { item: one, message: seems } of seen.unconfirmed) {
      if (lookedUp.has(one.operationId + seems.id)) continue;
      lookedUp.add(one.operationId + seems.id);
      void confirmArrived(outbox, calls, one, "t");
    }
  };
  const readHistory = async () => {
    await scheduler.schedule(Promise.resolve(), "history read");
    shown = [...stored];
    follow();
  };
  const reload = async () => {
    await scheduler.schedule(Promise.resolve(), "reload");
    outbox = openOutbox();
    lookedUp.clear();
    outbox.subscribe(follow);
    void resumeOutbox(outbox, calls, "t");
    void readHistory();
  };
  outbox.subscribe(follow);
  void sendNew(outbox, calls, body, "t", 10);
  if (fate.isReloaded) void reload();
  return () => ({ history: shown.map(({ id }) => id), pending: outbox.items });
}

it("a message is there once in the end, however request, reply, look-up, history and reload overtake each other", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.record({ isReplyLost: fc.boolean(), isReloaded: fc.boolean() }),
      async (scheduler, fate) => {
        const end = play(scheduler, fate);
        await scheduler.waitIdle();
        expect(end()).toEqual({ history: ["m0"], pending: [] });
      },
    ),
    { numRuns: 500 },
  );
});
