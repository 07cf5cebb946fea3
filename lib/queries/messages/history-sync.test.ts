import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveEvent, LiveFrame } from "@/lib/contracts/live";
import type { HistoryPage, Message } from "@/lib/contracts/messages";
import { buildMessage } from "@/lib/contracts/testing/builders";
import { createHistorySync, type Freshness } from "./history-sync";
import { cursorOf, cursorTime, type HistoryWindow, windowFromPage } from "./history-window";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const makeMessage = (n: number) =>
  buildMessage({ id: `m${n}`, timestamp: 1_000 + n, payload: { kind: "plain", text: `${n}` }, data: `${n}` });

/** A conversation on a server, a window onto it, and the stream that tells of it. */
function open({ known = 3, kept = known }: { known?: number; kept?: number } = {}) {
  let all = Array.from({ length: known }, (_, n) => makeMessage(n));
  let serial = known;
  let clock = 5_000;
  const page = (messages: Message[]): HistoryPage => ({
    messages,
    older: messages[0] && messages[0] !== all[0] ? cursorOf(messages[0]) : null,
    newer:
      messages.length > 0 && messages.at(-1) !== all.at(-1) ? cursorOf(messages.at(-1) as Message) : null,
  });
  let window: HistoryWindow | undefined = windowFromPage(page(all.slice(0, kept)));
  const state = { reads: 0, isDown: false, isVisible: true, holdsOldest: false, told: [] as Freshness[] };
  const sync = createHistorySync(
    {
      conversationId: "c",
      clientId: null,
      window: () => window,
      change: (next) => {
        if (window) window = next(window);
      },
      holdsOldest: () => state.holdsOldest,
      async read({ after, at }, limit) {
        state.reads += 1;
        const answer = () => {
          if (after !== undefined) {
            return page(all.filter((one) => one.timestamp > cursorTime(after)).slice(0, limit));
          }
          if (at !== undefined) {
            const index = all.findIndex((one) => one.timestamp >= cursorTime(at));
            const from = Math.max(0, (index < 0 ? all.length : index) - Math.floor(limit / 2));
            return page(all.slice(from, from + limit));
          }
          return page(all.slice(-limit));
        };
        if (state.isDown) throw new Error("down");
        const result = answer();
        await new Promise((resolve) => setTimeout(resolve, 20));
        return result;
      },
      isVisible: () => state.isVisible,
    },
    (next) => state.told.push(next),
  );
  const frame = (events: LiveEvent[], more: Partial<LiveFrame> = {}) => {
    clock += 1;
    sync.take({ appId: "app", state: "live", completeUpTo: clock, events, ...more });
    return clock;
  };
  const line = { conversationId: "c", clientId: null };
  return {
    sync,
    state,
    frame,
    setWindow: (next: HistoryWindow | undefined) => {
      window = next;
    },
    window: () => window,
    all: () => all,
    shown: () => window?.messages.map((one) => one.id),
    last: () => state.told.at(-1),
    send(count = 1): LiveEvent {
      for (let n = 0; n < count; n += 1) all.push(makeMessage(serial++));
      return { type: "messages", ...line, count, newest: cursorOf(all.at(-1) as Message) };
    },
    edit(index: number): LiveEvent {
      const before = all[index] as Message;
      const after = {
        ...before,
        data: `${before.data}!`,
        patchTimestamp: (before.patchTimestamp ?? 9_000) + 1,
      };
      all = all.map((one) => (one === before ? after : one));
      return { type: "message-changed", ...line, at: cursorOf(after) };
    },
    remove(index: number): LiveEvent {
      const [gone] = all.splice(index, 1);
      return { type: "message-deleted", ...line, at: cursorOf(gone as Message) };
    },
    /** A message that the server shows only now, in the past. */
    insertLate(): LiveEvent {
      const late = { ...makeMessage(0.5), id: "late" };
      all = [...all, late].sort((a, b) => a.timestamp - b.timestamp);
      return { type: "messages", ...line, count: 1, newest: cursorOf(late) };
    },
    line,
  };
}

const settle = (ms = 2_000) => vi.advanceTimersByTimeAsync(ms);

describe("a live history", () => {
  it("reads on after its newest message, and is complete only then", async () => {
    const { send, frame, shown, last, sync } = open();
    sync.begin(4_000);
    expect(last()).toMatchObject({ asOf: 4_000 });
    const upTo = frame([send(2)]);
    expect(last()).toMatchObject({ asOf: 4_000 });
    await settle();
    expect(shown()).toEqual(["m0", "m1", "m2", "m3", "m4"]);
    expect(last()).toEqual({ asOf: upTo, failedSince: null, beyond: 0 });
  });

  it("moves on with every frame that has nothing for it", () => {
    const { frame, last, state } = open();
    const first = frame([]);
    expect(last()?.asOf).toBe(first);
    const second = frame([{ type: "members", conversationId: "c" }]);
    expect(last()?.asOf).toBe(second);
    expect(state.reads).toBe(0);
  });

  it("leaves other conversations and other private histories alone", async () => {
    const { send, frame, state, line } = open();
    const told = send() as Extract<LiveEvent, { type: "messages" }>;
    frame([
      { ...told, conversationId: "d" },
      { ...told, ...line, clientId: "Tom" },
    ]);
    await settle();
    expect(state.reads).toBe(0);
  });

  it("reads a few times a second, whatever comes", async () => {
    const { send, frame, state, shown } = open();
    for (let n = 0; n < 100; n += 1) {
      frame([send()]);
      await settle(10);
    }
    await settle();
    expect(shown()).toHaveLength(103);
    expect(state.reads).toBeLessThanOrEqual(6);
  });

  it("reads more than a page as one step", async () => {
    const { send, frame, shown, window } = open();
    frame([send(450)]);
    await settle();
    expect(shown()).toHaveLength(453);
    expect(window()?.newer).toBeNull();
  });

  it("begins an empty history", async () => {
    const { send, frame, shown } = open({ known: 0 });
    frame([send(2)]);
    await settle();
    expect(shown()).toEqual(["m0", "m1"]);
  });

  it("shows edits in place, many of them with few reads", async () => {
    const { edit, frame, state, window, all } = open({ known: 150 });
    frame(Array.from({ length: 100 }, (_, n) => edit(n)));
    await settle();
    expect(window()?.messages.map((one) => one.data)).toEqual(all().map((one) => one.data));
    expect(state.reads).toBeLessThanOrEqual(3);
  });

  it("does not read for an edit of what it does not show", async () => {
    const { edit, frame, state } = open({ known: 10, kept: 3 });
    frame([edit(8)]);
    await settle();
    expect(state.reads).toBe(0);
  });

  it("takes out what was deleted, also while it is being read", async () => {
    const { send, remove, frame, shown } = open();
    frame([send(2)]);
    await settle(5);
    frame([remove(4)]);
    await settle();
    expect(shown()).toEqual(["m0", "m1", "m2", "m3"]);
  });

  it("shows the edit of a message that is being read", async () => {
    const { send, edit, frame, window } = open();
    frame([send()]);
    await settle(5);
    frame([edit(3)]);
    await settle();
    expect(window()?.messages.at(-1)?.data).toBe("3!");
  });

  it("puts a late message of the past in its place", async () => {
    const { insertLate, frame, shown } = open();
    frame([insertLate()]);
    await settle();
    expect(shown()).toEqual(["m0", "late", "m1", "m2"]);
  });

  it("reads the whole window anew after a reset: new, edited and deleted", async () => {
    const { send, edit, remove, frame, shown, window } = open({ known: 5 });
    send(2);
    edit(1);
    remove(0);
    remove(5);
    frame([], { state: "reset" });
    await settle();
    expect(shown()).toEqual(["m1", "m2", "m3", "m4", "m5"]);
    expect(window()?.messages[0]?.data).toBe("1!");
  });

  it("counts what comes while the newest end is not in memory", async () => {
    const { send, frame, state, last, sync } = open({ known: 10, kept: 3 });
    frame([send(2)]);
    frame([send(1)]);
    await settle();
    expect(last()?.beyond).toBe(3);
    expect(state.reads).toBe(0);
    sync.reach();
    expect(last()?.beyond).toBe(0);
  });

  it("reads nothing while nobody looks, and catches up when somebody does", async () => {
    const { send, frame, state, shown, last, sync } = open();
    state.isVisible = false;
    frame([send(2)]);
    const upTo = frame([send(1)]);
    await settle();
    expect(state.reads).toBe(0);
    state.isVisible = true;
    sync.resume();
    await settle();
    expect(shown()).toHaveLength(6);
    expect(last()?.asOf).toBe(upTo);
  });

  it("keeps what was told while the window is on its way", async () => {
    const { send, frame, shown, setWindow, window, sync } = open();
    const before = window();
    setWindow(undefined);
    frame([send()]);
    await settle();
    setWindow(before);
    sync.begin(1);
    await settle();
    expect(shown()).toEqual(["m0", "m1", "m2", "m3"]);
  });

  it("reads a window from an earlier visit anew", async () => {
    const { send, sync, shown, frame } = open();
    send(3);
    frame([]);
    sync.begin(null);
    await settle();
    expect(shown()).toHaveLength(6);
  });

  it("says since when it is not complete, tries again, and loses nothing", async () => {
    const { send, edit, frame, state, shown, last, window } = open();
    const complete = frame([]);
    state.isDown = true;
    frame([send()]);
    await settle(100);
    expect(last()).toMatchObject({ asOf: complete, failedSince: complete });
    frame([send(), edit(0)]);
    state.isDown = false;
    await settle(10_000);
    expect(shown()).toEqual(["m0", "m1", "m2", "m3", "m4"]);
    expect(window()?.messages[0]?.data).toBe("0!");
    expect(last()?.failedSince).toBeNull();
  });

  it("does not claim more than was told while the server is behind", () => {
    const { frame, last } = open();
    const upTo = frame([]);
    frame([], { state: "behind", completeUpTo: null });
    expect(last()?.asOf).toBe(upTo);
  });

  it("is complete as of each look while there is no stream", async () => {
    const { send, sync, shown, last } = open();
    send(2);
    void sync.look(7_000);
    await settle();
    expect(shown()).toHaveLength(5);
    expect(last()?.asOf).toBe(7_000);
  });

  it("tells nobody once stopped", async () => {
    const { send, frame, state, sync } = open();
    frame([send()]);
    sync.stop();
    const before = state.told.length;
    await settle();
    expect(state.told).toHaveLength(before);
  });

  it("ends up as the server is, whatever happens in whatever order", async () => {
    const step = fc.oneof(
      fc.tuple(fc.constantFrom("send" as const), fc.integer({ min: 1, max: 60 })),
      fc.tuple(fc.constantFrom("edit", "remove", "wait", "down", "hide", "reset"), fc.nat({ max: 400 })),
    );
    type History = ReturnType<typeof open>;
    const actions: Record<string, (history: History, n: number) => unknown> = {
      send: ({ frame, send }, n) => frame([send(n)]),
      edit: ({ frame, edit, all }, n) => frame(all().length > 0 ? [edit(n % all().length)] : []),
      remove: ({ frame, remove, all }, n) => frame(all().length > 2 ? [remove(n % all().length)] : []),
      wait: (_, n) => settle(n),
      down: ({ state }, n) => Object.assign(state, { isDown: n % 2 === 0 }),
      hide: ({ state }, n) => Object.assign(state, { isVisible: n % 2 === 0 }),
      reset: ({ frame }) => frame([], { state: "reset" }),
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const history = open({ known: 20 });
        const { state, frame, all } = history;
        for (const [name, n] of steps) await actions[name]?.(history, n);
        state.isDown = false;
        state.isVisible = true;
        history.sync.resume();
        const upTo = frame([]);
        await settle(20_000);
        expect(history.window()?.messages).toEqual(all().slice(-1_000));
        expect(history.last()).toMatchObject({ asOf: upTo, failedSince: null });
      }),
      {
        numRuns: 150,
        // Seen again in the very moment in which it found that it was hidden.
        examples: [
          [
            [
              ["down", 0],
              ["send", 1],
              ["wait", 0],
              ["send", 1],
              ["edit", 0],
              ["send", 1],
              ["send", 1],
              ["hide", 9],
              ["send", 1],
              ["send", 1],
            ],
          ],
        ],
      },
    );
  });
});
