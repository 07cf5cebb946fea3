import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveFrame } from "@/lib/contracts/live";
import type { Message } from "@/lib/contracts/messages";
import { buildMessage } from "@/lib/contracts/testing/builders";
import { publishFrame, publishLoss } from "../live/live";
import { cursorOf, cursorTime, type HistoryWindow } from "./history-window";
import { keepFresh } from "./keep-fresh";

const makeMessage = (n: number) => buildMessage({ id: `m${n}`, timestamp: 1_000 + n });
let apps = 0;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A window onto a server's conversation, opened now. */
function open() {
  const appId = `app ${apps++}`;
  const all: Message[] = [makeMessage(0), makeMessage(1)];
  let window: HistoryWindow = { messages: [...all], older: null, newer: null };
  const reads: unknown[] = [];
  const since = Date.now();
  return {
    appId,
    reads,
    shown: () => window.messages.map(({ id }) => id),
    /** Somebody sends a message; the stream tells. */
    say(isTold = true) {
      const message = makeMessage(all.length);
      all.push(message);
      const event = {
        type: "messages" as const,
        conversationId: "c",
        clientId: null,
        count: 1,
        newest: cursorOf(message),
      };
      const frame: LiveFrame = { appId, state: "live", completeUpTo: Date.now(), events: [event as never] };
      if (isTold) publishFrame(frame);
    },
    keep: () =>
      keepFresh(
        appId,
        {
          conversationId: "c",
          clientId: null,
          window: () => window,
          change: (next) => {
            window = next(window);
          },
          holdsOldest: () => false,
          read: async (position) => {
            reads.push(position);
            const { after } = position;
            const messages = after ? all.filter((one) => one.timestamp > cursorTime(after)) : all;
            return { messages, older: null, newer: null };
          },
          isVisible: () => true,
        },
        since,
        () => undefined,
      ),
  };
}

describe("a history that is kept fresh", () => {
  it("has what was told before the code for it was there, without being read as a whole again", async () => {
    const history = open();
    vi.advanceTimersByTime(100);
    history.say();
    const keeper = history.keep();
    keeper.begin(Date.now());
    await vi.advanceTimersByTimeAsync(300);
    expect(history.shown()).toEqual(["m0", "m1", "m2"]);
    expect(history.reads).toEqual([{ after: cursorOf(makeMessage(1)) }]);
    history.say();
    await vi.advanceTimersByTimeAsync(600);
    expect(history.shown()).toHaveLength(4);
    keeper.stop();
    history.say();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(history.shown()).toHaveLength(4);
  });

  it("is read as a whole when it was in the cache before, or too much was told since", async () => {
    const cached = open();
    const keeper = cached.keep();
    keeper.begin(Date.now() - 1);
    await vi.advanceTimersByTimeAsync(100);
    expect(cached.reads).toEqual([{ after: "999" }]);
    keeper.stop();

    const long = open();
    for (let count = 0; count < 600; count += 1) publishFrame({ ...told, appId: "another" });
    const late = long.keep();
    late.begin(Date.now());
    await vi.advanceTimersByTimeAsync(100);
    expect(long.reads).toEqual([{ after: "999" }]);
    late.stop();
  });

  it("asks every few seconds, but not while a stream tells", async () => {
    const history = open();
    const keeper = history.keep();
    keeper.begin(Date.now());
    history.say(false);
    await vi.advanceTimersByTimeAsync(4_500);
    expect(history.shown()).toHaveLength(3);
    publishFrame({ ...told, appId: history.appId });
    const asked = history.reads.length;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(history.reads).toHaveLength(asked);
    publishLoss(history.appId, "behind");
    history.say(false);
    await vi.advanceTimersByTimeAsync(4_500);
    expect(history.shown()).toHaveLength(4);
    keeper.stop();
  });
});

const told: LiveFrame = { appId: "", state: "live", completeUpTo: 1, events: [] };
