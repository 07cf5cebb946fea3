import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HistoryPage, Message } from "@/lib/contracts/messages";
import { buildMessage } from "@/lib/contracts/testing/builders";
import { appendNewer, newestAsBatch, prependOlder, replaceMessage, replaceMessages } from "./history-merge";
import { cursorMessageId, cursorOf, cursorTime, type HistoryWindow, windowFromPage } from "./history-window";

const message = (n: number, extra: Partial<Message> = {}) =>
  buildMessage({
    id: `m${n}`,
    timestamp: 1_000 + n,
    payload: { kind: "plain", text: `${n}` },
    data: `${n}`,
    ...extra,
  });

/** A history as the server keeps it. */
function server(all: Message[]) {
  const page = (messages: Message[]): HistoryPage => {
    const first = messages[0];
    const last = messages.at(-1);
    return {
      messages,
      older: first && first !== all[0] ? cursorOf(first) : null,
      newer: last && last !== all.at(-1) ? cursorOf(last) : null,
    };
  };
  return {
    newest: (limit: number) => page(all.slice(-limit)),
    older: (cursor: string, limit: number) =>
      page(all.filter((one) => one.timestamp < cursorTime(cursor)).slice(-limit)),
    newer: (cursor: string, limit: number) =>
      page(all.filter((one) => one.timestamp > cursorTime(cursor)).slice(0, limit)),
  };
}

const ids = (window: HistoryWindow) => window.messages.map((one) => one.id);
const range = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `m${from + index}`);

type Step = "older" | "newer" | "tail" | "send";

/** One thing that a reader, or the world, does; windows hold 12, pages 5, the newest page 4. */
function take(step: Step, window: HistoryWindow, all: Message[]): HistoryWindow {
  if (step === "send") all.push(message(all.length));
  if (step === "older" && window.older) return prependOlder(window, server(all).older(window.older, 5), 12);
  if (step === "newer" && window.newer) {
    return appendNewer(window, { ...server(all).newer(window.newer, 5), after: window.newer }, 12);
  }
  if (step === "tail") return appendNewer(window, newestAsBatch(server(all).newest(4)), 12);
  return window;
}

function readToEnd(window: HistoryWindow, all: Message[]): HistoryWindow {
  return window.newer ? readToEnd(take("newer", window, all), all) : window;
}

describe("cursors", () => {
  it("take apart what they put together", () => {
    expect(cursorOf(message(5))).toBe("1005.m5");
    expect(cursorTime("1005.m5")).toBe(1005);
    expect(cursorMessageId("1005.m5")).toBe("m5");
    expect(cursorMessageId("1005")).toBeNull();
  });
});

describe("history window", () => {
  it("is always one run without a hole or a duplicate, and never above its limit, whatever the reader does", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Step>("older", "newer", "tail", "send"), { maxLength: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (steps, start) => {
          const all = Array.from({ length: start }, (_, index) => message(index));
          let window = windowFromPage(server(all).newest(5));
          for (const step of steps) {
            window = take(step, window, all);
            const first = Number(ids(window)[0]?.slice(1));
            expect(ids(window)).toEqual(range(first, first + window.messages.length));
            expect(window.messages.length).toBeLessThanOrEqual(12);
            expect(window.older === null).toBe(first === 0);
          }
          window = readToEnd(take("tail", readToEnd(window, all), all), all);
          expect(ids(window).at(-1)).toBe(`m${all.length - 1}`);
        },
      ),
    );
  });

  it("marks the hole instead of showing it when more than a page arrived at once", () => {
    const window = windowFromPage({ messages: [message(1), message(2)], older: null, newer: null });
    const next = appendNewer(window, { messages: [message(8), message(9)], after: "1008.m8", newer: null });
    expect(ids(next)).toEqual(["m1", "m2"]);
    expect(next.newer).toBe("1002.m2");
  });

  it("takes edits and deletions from the newest page, and never an older text over a newer one", () => {
    const window = windowFromPage({
      messages: [message(1), message(2), message(3, { patchTimestamp: 9, data: "new" })],
      older: null,
      newer: null,
    });
    const edited = message(1, { patchTimestamp: 5, data: "edited" });
    const next = appendNewer(
      window,
      newestAsBatch({ messages: [edited, message(3)], older: null, newer: null }),
    );
    expect(next.messages.map((one) => one.data)).toEqual(["edited", "new"]);
  });

  it("stays the same object when nothing changed", () => {
    const window = windowFromPage({ messages: [message(1), message(2)], older: null, newer: null });
    expect(
      appendNewer(window, newestAsBatch({ messages: [message(1), message(2)], older: null, newer: null })),
    ).toBe(window);
  });

  it("begins with the first message of an empty conversation", () => {
    const empty = windowFromPage({ messages: [], older: null, newer: null });
    const next = appendNewer(empty, newestAsBatch({ messages: [message(1)], older: null, newer: null }));
    expect(ids(next)).toEqual(["m1"]);
  });

  it("keeps two messages that the server gave one id", () => {
    const twice = [message(1), message(2, { id: "m1" })];
    const page = { messages: twice, older: null, newer: null };
    const window = appendNewer(windowFromPage({ ...page, messages: [] }), newestAsBatch(page));
    expect(appendNewer(window, newestAsBatch(page))).toBe(window);
    const later = windowFromPage({ messages: [message(3)], older: "1003.m3", newer: null });
    expect(prependOlder(later, page).messages).toHaveLength(3);
    const first = windowFromPage({ ...page, messages: [message(0)] });
    expect(appendNewer(first, { messages: twice, after: "1000.m0", newer: null }).messages).toHaveLength(3);
  });

  it("replaces or drops one message", () => {
    const window = windowFromPage({ messages: [message(1), message(2)], older: null, newer: null });
    expect(ids(replaceMessage(window, "m1", () => null))).toEqual(["m2"]);
    expect(replaceMessage(window, "m9", () => null)).toBe(window);
  });
});

describe("a message that is read again", () => {
  const window = (held: Message): HistoryWindow => ({
    messages: [message(0), held],
    older: null,
    newer: null,
  });
  const readAgain = (held: Message, next: Message) => [
    replaceMessages(window(held), [next]).messages[1],
    appendNewer(window(held), { messages: [message(0), next], after: null, newer: null }).messages[1],
  ];

  it("is taken over where the server does not say that it was changed", () => {
    const recalled = message(1, { data: "recalled", payload: { kind: "recalled" } });
    expect(readAgain(message(1), recalled)).toEqual([recalled, recalled]);
  });

  it("brings the name of who changed it, and does not take it away", () => {
    const unnamed = message(1, { patchTimestamp: 5 });
    const named = message(1, { patchTimestamp: 5, changedBy: { kind: "client", id: "Tom" } });
    expect(readAgain(unnamed, named)).toEqual([named, named]);
    expect(readAgain(named, unnamed)).toEqual([named, named]);
  });

  it("leaves the window as it is when nothing has changed", () => {
    const before = window(message(1));
    expect(replaceMessages(before, [message(1)])).toBe(before);
    expect(appendNewer(before, { messages: [message(0), message(1)], after: null, newer: null })).toBe(
      before,
    );
  });
});
