import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveFrame } from "@/lib/contracts/live";
import { silenceMs } from "./stream";
import { joinTabs } from "./tabs";
import { createFakeBrowser, type FakeConnection } from "./testing/fake-browser";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Browser = ReturnType<typeof createFakeBrowser>;

function openTab(browser: Browser, tab: string, apps: string[], isAlone = false) {
  const heard: LiveFrame[] = [];
  const losses: string[] = [];
  const channel = browser.openChannel();
  const joined = joinTabs({
    tab,
    locks: isAlone ? null : browser.locksOf(tab),
    channel: isAlone ? null : channel,
    openSource: (union, after) => {
      const source = browser.openSource(union, after) as FakeConnection;
      source.tab = tab;
      return source;
    },
    onFrame: (frame) => heard.push(frame),
    onLoss: (state) => losses.push(state),
    isVisible: () => true,
  });
  joined.show(apps);
  return { ...joined, channel, heard, losses, upTo: () => heard.map((frame) => frame.completeUpTo) };
}

const settle = (ms = 200) => vi.advanceTimersByTimeAsync(ms);
function only(browser: Browser): FakeConnection {
  const open = browser.open();
  expect(open).toHaveLength(1);
  return open[0] as FakeConnection;
}

describe("joinTabs", () => {
  it("holds one connection for what all tabs show, and tells each tab of its apps", async () => {
    const browser = createFakeBrowser();
    const one = openTab(browser, "one", ["a"]);
    const two = openTab(browser, "two", ["b"]);
    const three = openTab(browser, "three", ["a"]);
    await settle();
    expect(only(browser).apps).toEqual(["a", "b"]);
    only(browser).send("1", { appId: "a", completeUpTo: 1 });
    only(browser).send("2", { appId: "b", completeUpTo: 2 });
    await settle();
    expect([one.upTo(), two.upTo(), three.upTo()]).toEqual([[1], [2], [1]]);
    expect(browser.connections).toHaveLength(1);
  });

  it("tells a new tab at once how things stand, who is where included", async () => {
    const browser = createFakeBrowser();
    openTab(browser, "one", ["a"]);
    await settle();
    const operators = [{ id: "o", name: "Ada", state: "answering" as const }];
    only(browser).send("1", {
      appId: "a",
      events: [{ type: "activity", conversationId: "c", clientId: null, operators }],
    });
    only(browser).send("2", { appId: "a", completeUpTo: 7 });
    const two = openTab(browser, "two", ["a"]);
    await settle();
    expect(two.heard).toEqual([
      {
        appId: "a",
        state: "live",
        completeUpTo: 7,
        events: [{ type: "activity", conversationId: "c", clientId: null, operators }],
      },
    ]);
    expect(browser.connections).toHaveLength(1);
  });

  it.each(["closed", "crashed"])(
    "goes on behind the last frame in another tab when the leader is %s",
    async (end) => {
      const browser = createFakeBrowser();
      const one = openTab(browser, "one", ["a"]);
      const two = openTab(browser, "two", ["a"]);
      const three = openTab(browser, "three", ["a"]);
      await settle();
      only(browser).send("1", { appId: "a", completeUpTo: 1 });
      await settle();
      if (end === "closed") one.leave();
      else browser.crash("one", one.channel);
      await settle();
      expect(only(browser).after).toBe("1");
      only(browser).send("2", { appId: "a", completeUpTo: 2 });
      await settle();
      expect([two.upTo(), three.upTo()]).toEqual([
        [1, 2],
        [1, 2],
      ]);
      expect(two.losses).toEqual([]);
    },
  );

  it("asks for an app no longer when its last tab is gone, and for another when a tab goes there", async () => {
    const browser = createFakeBrowser();
    const one = openTab(browser, "one", ["a"]);
    const two = openTab(browser, "two", ["b"]);
    await settle();
    only(browser).send("1", { appId: "a" });
    browser.crash("two", two.channel);
    await settle();
    expect(only(browser).apps).toEqual(["a"]);
    expect(only(browser).after).toBe("1");
    one.show(["c"]);
    await settle();
    expect(only(browser).apps).toEqual(["c"]);
    one.show([]);
    await settle();
    expect(browser.open()).toEqual([]);
    one.show(["a"]);
    await settle();
    expect(only(browser).apps).toEqual(["a"]);
  });

  it("tells of the loss in every tab, also in one that comes meanwhile", async () => {
    const browser = createFakeBrowser();
    const one = openTab(browser, "one", ["a"]);
    const two = openTab(browser, "two", ["a"]);
    await settle();
    only(browser).send("1", { appId: "a" });
    only(browser).fail();
    await settle();
    const three = openTab(browser, "three", ["a"]);
    await settle();
    expect([one.losses, two.losses, three.losses]).toEqual([["checking"], ["checking"], ["checking"]]);
    await settle(2_000);
    expect(only(browser).after).toBe("1");
  });

  it("forgets activity that a new connection does not tell of any more", async () => {
    const browser = createFakeBrowser();
    const one = openTab(browser, "one", ["a"]);
    const two = openTab(browser, "two", ["a"]);
    await settle();
    const operators = [{ id: "o", name: "Ada", state: "viewing" as const }];
    const at = (conversationId: string) => ({
      type: "activity" as const,
      conversationId,
      clientId: null,
      operators,
    });
    only(browser).send("1", { appId: "a", events: [at("c"), at("d")] });
    only(browser).fail();
    await settle(2_000);
    only(browser).send("2", { appId: "a", events: [at("d")] });
    await settle();
    const ended = { type: "activity", conversationId: "c", clientId: null, operators: [] };
    expect(one.heard.at(-1)?.events).toEqual([at("d"), ended]);
    expect(two.heard.at(-1)?.events).toEqual([at("d"), ended]);
  });

  it("takes over from a leader that does not answer any more", async () => {
    const browser = createFakeBrowser();
    const one = openTab(browser, "one", ["a"]);
    const two = openTab(browser, "two", ["a"]);
    await settle();
    only(browser).send("1", { appId: "a" });
    await settle();
    // Frozen: it keeps its lock and hears nothing.
    const frozen = only(browser);
    one.channel.onmessage = null;
    one.channel.postMessage = () => {};
    await settle(silenceMs * 2);
    expect(two.losses).toContain("checking");
    const mine = browser.open().find((each) => each.tab === "two");
    expect(mine?.after).toBe("1");
    expect(frozen.isClosed).toBe(true);
  });

  it("does not take over from a leader that answers without having news", async () => {
    const browser = createFakeBrowser();
    openTab(browser, "one", ["a"]);
    openTab(browser, "two", ["a"]);
    await settle();
    for (let at = 0; at < 40; at += 1) {
      browser.open()[0]?.fail();
      await settle(3_000);
    }
    expect(new Set(browser.connections.map((each) => each.tab))).toEqual(new Set(["one"]));
  });

  it("reads all anew when the position is refused again and again", async () => {
    const browser = createFakeBrowser();
    const one = openTab(browser, "one", ["a"]);
    await settle();
    only(browser).send("old", { appId: "a" });
    while (browser.connections.at(-1)?.after !== null || browser.connections.length === 1) {
      only(browser).fail();
      while (browser.open().length === 0) await settle(500);
      expect(browser.connections.length).toBeLessThan(20);
    }
    only(browser).send("new", { appId: "a" });
    only(browser).send("newer", { appId: "a" });
    expect(one.heard.map((frame) => frame.state)).toEqual(["live", "reset", "live"]);
    only(browser).fail();
    await settle(2_000);
    expect(only(browser).after).toBe("newer");
  });

  it("holds a connection of its own where the browser cannot share", async () => {
    const browser = createFakeBrowser();
    const one = openTab(browser, "one", ["a"], true);
    const two = openTab(browser, "two", ["a"], true);
    await settle();
    expect(browser.open()).toHaveLength(2);
    for (const connection of browser.open()) connection.send("1", { appId: "a" });
    expect([one.heard.length, two.heard.length]).toEqual([1, 1]);
    one.leave();
    expect(browser.open()).toHaveLength(1);
  });
});
