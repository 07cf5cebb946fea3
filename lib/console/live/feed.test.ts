import { afterEach, beforeEach, expect, test } from "vitest";
import { createLeanCloud } from "@/lib/leancloud/request";
import { type EventServer, eventText, startEventServer } from "@/lib/leancloud/testing/event-server";
import { Feed, type FeedFrame, type FeedTiming, feedTiming, type Reader } from "./feed";
import { isLogPosition, readLog } from "./read-log";

let server: EventServer;
const feeds: Feed[] = [];

beforeEach(async () => {
  server = await startEventServer();
});
afterEach(async () => {
  for (const feed of feeds.splice(0)) feed.close();
  await server.close();
});

function openFeed(timing: Partial<FeedTiming> = {}) {
  const upstream = createLeanCloud({
    serverUrl: server.url,
    appId: "app",
    appKey: "key",
    masterKey: "master",
    policy: { allowPrivate: false, allowLoopback: true },
  });
  const failures: unknown[] = [];
  const source = {
    read: (after: string | null, signal: AbortSignal) => readLog(upstream, after, signal),
    canCatchUp: isLogPosition,
    nudge: () => undefined,
  };
  const fast = { ...feedTiming, windowMs: 20, quietMs: 20, backOffMs: [20], ...timing };
  const feed = new Feed(source, (error) => failures.push(error), fast);
  feeds.push(feed);
  return { feed, failures };
}

/** Somebody who notes everything. */
class Listener {
  readonly frames: FeedFrame[] = [];
  private readonly waiting = new Set<() => void>();
  readonly reader: Reader;

  constructor(
    readonly feed: Feed,
    after: string | null = null,
  ) {
    this.reader = feed.join(after, (frame) => {
      this.frames.push(frame);
      for (const check of this.waiting) check();
    });
  }

  get states(): string[] {
    return this.frames.map(({ state }) => state);
  }

  /** Who came online, in the order it was told. */
  get names(): string[] {
    return this.frames.flatMap(({ events }) =>
      events.flatMap((event) => (event.type === "presence" ? [event.clientId] : [])),
    );
  }

  until(fits: (listener: Listener) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!fits(this)) return;
        this.waiting.delete(check);
        resolve();
      };
      this.waiting.add(check);
      check();
    });
  }
}

const comes = (name: string, id = name) =>
  eventText("change", id, { type: "presence", client_id: name, online: true, at: 5 });
const sync = (id: string, at: number) => eventText("sync", id, { at });
const isLive = ({ states }: Listener) => states.at(-1) === "live";

test("all who listen share one stream of the server, started by the first", async () => {
  const { feed } = openFeed();
  expect(server.asked).toEqual([]);
  const listeners = [new Listener(feed), new Listener(feed), new Listener(feed)];
  for (const listener of listeners) await listener.until(isLive);
  server.say(comes("Tom") + sync("Tom", 7));
  for (const listener of listeners) await listener.until(({ names }) => names.length === 1);
  expect(server.asked).toEqual([null]);
  expect(listeners[0]?.frames.at(-1)).toMatchObject({ completeUpTo: 7, position: "eTom" });
});

test("a break is told at once, to newcomers too, and everything goes on where it was", async () => {
  const { feed, failures } = openFeed();
  const listener = new Listener(feed);
  await listener.until(isLive);
  server.say(comes("Tom"));
  await listener.until(({ names }) => names.length === 1);
  server.refuse = () => ({ status: 503 });
  server.cut();
  await listener.until(({ states }) => states.at(-1) === "behind");
  const newcomer = new Listener(feed);
  expect(newcomer.states).toEqual(["behind"]);
  server.refuse = () => null;
  await listener.until(isLive);
  await newcomer.until(({ states }) => states.length > 1);
  // Nobody knows what it has missed since it came.
  expect(newcomer.states).toContain("reset");
  expect(server.asked.at(-1)).toBe("Tom");
  server.say(comes("Eve"));
  await Promise.all([listener, newcomer].map((one) => one.until(({ names }) => names.includes("Eve"))));
  expect(listener.names).toEqual(["Tom", "Eve"]);
  expect(listener.states).not.toContain("reset");
  expect(failures).toHaveLength(1);
});

test("who comes back is told what it missed from memory, or from the server when that is too long ago", async () => {
  const { feed } = openFeed({ ringEntries: 2 });
  const listener = new Listener(feed);
  await listener.until(isLive);
  const names = ["a", "b", "c", "d"];
  for (const [at, name] of names.entries()) {
    server.say(comes(name));
    await listener.until((one) => one.names.length === at + 1);
  }
  const recent = new Listener(feed, "ec");
  expect(recent.names).toEqual(["d"]);
  server.greet = (after) => eventText("ready", after ?? "", { at: 1 }) + comes("b") + comes("c") + comes("d");
  const old = new Listener(feed, "ea");
  await old.until((one) => one.names.length === 3);
  expect(server.asked).toEqual([null, "a"]);
  // It has met the others: its own stream ends, and it hears what they hear.
  const own = server.open[1];
  if (own) await new Promise((resolve) => own.response.on("close", resolve));
  server.say(comes("e"));
  await Promise.all([recent, old].map((one) => one.until((each) => each.names.includes("e"))));
  expect(old.names).toEqual(["b", "c", "d", "e"]);
  expect(recent.names).toEqual(["d", "e"]);
});

test("who is ahead of the others waits for nothing and hears nothing twice", async () => {
  const { feed } = openFeed();
  const listener = new Listener(feed);
  await listener.until(isLive);
  const ahead = new Listener(feed, "ec");
  await server.askedFor(2);
  server.open[0]?.response.write(comes("a") + comes("b") + comes("c"));
  await listener.until(({ names }) => names.length === 3);
  for (const { response } of [...server.open]) response.write(comes("d"));
  await ahead.until(({ names }) => names.length > 0);
  server.open[0]?.response.write(comes("e"));
  await Promise.all([listener, ahead].map((one) => one.until(({ names }) => names.includes("e"))));
  expect(ahead.names).toEqual(["d", "e"]);
});

test("who comes with a position is told what lies behind it; one that is lost is reset", async () => {
  const past: Record<string, string> = {
    old: eventText("ready", "old", { at: 1 }) + comes("Tom", "head"),
    lost: eventText("reset", "head", { at: 3 }),
  };
  server.greet = (after) => past[after ?? ""] ?? eventText("ready", "head", { at: 2 });
  const { feed } = openFeed();
  const listener = new Listener(feed, "eold");
  await listener.until(({ names }) => names.length === 1);
  const lost = new Listener(feed, "elost");
  await lost.until(({ states }) => states.length > 0);
  expect(lost.frames[0]).toMatchObject({ state: "reset", position: "ehead", completeUpTo: 3 });
  const foreign = new Listener(feed, "pforeign");
  expect(foreign.frames).toMatchObject([{ state: "reset", position: "ehead", completeUpTo: 2 }]);
  expect(server.asked).toEqual([null, "old", "lost"]);
  past.head = eventText("reset", "new", { at: 4 });
  server.open[0]?.response.destroy();
  await listener.until(({ states }) => states.includes("reset"));
  expect(listener.frames.at(-1)).toMatchObject({ position: "enew" });
});

test("many who come back at once take turns", async () => {
  const { feed } = openFeed({ walksAtOnce: 2 });
  const first = new Listener(feed);
  await first.until(isLive);
  let most = 0;
  server.greet = (after) => {
    most = Math.max(most, server.open.length);
    return eventText("ready", after ?? "0", { at: 1 }) + comes(`after ${after}`, "0");
  };
  const names = Array.from({ length: 12 }, (_, at) => `away${at}`);
  const listeners = names.map((name) => new Listener(feed, `e${name}`));
  for (const [at, one] of listeners.entries()) {
    await one.until((each) => each.names.length > 0);
    expect(one.names).toEqual([`after ${names[at]}`]);
  }
  // The shared one, and those that walk; one that has just arrived may still be closing.
  expect(most).toBeLessThanOrEqual(5);
});

test("an id that the server refuses is a position that was lost", async () => {
  server.refuse = (after) => (after === "bad" ? { status: 400 } : null);
  const { feed } = openFeed();
  const listener = new Listener(feed, "ebad");
  await listener.until(({ states }) => states.length > 0);
  expect(listener.states[0]).toBe("reset");
  expect(server.asked).toEqual([null, "bad", null]);
});

test("what cannot be read is lost, and said so", async () => {
  const { feed } = openFeed();
  const listener = new Listener(feed);
  await listener.until(isLive);
  server.say(eventText("change", "x", { type: "presence", client_id: 7 }));
  await listener.until(({ states }) => states.includes("reset"));
  expect(listener.frames.at(-1)?.position).toBe("ex");
  expect(server.asked).toHaveLength(1);
});

test("something is said where nothing was said for long, and when there is no beginning", async () => {
  const { feed } = openFeed({ heartbeatMs: 0, patienceMs: 0 });
  server.greet = () => "";
  const listener = new Listener(feed);
  feed.tick();
  expect(listener.states).toEqual(["behind"]);
  server.greet = (after) => eventText("ready", after ?? "0", { at: 1 });
  await server.askedFor(1);
  server.say(eventText("ready", "0", { at: 1 }));
  await listener.until(({ states }) => states.length === 2);
  feed.tick();
  expect(listener.frames.at(-1)).toMatchObject({ state: "live", events: [] });
  feed.leave(listener.reader);
  feed.tick();
  expect(listener.frames).toHaveLength(3);
});
