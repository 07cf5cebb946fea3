import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveEvent, LiveFrame } from "@/lib/contracts/live";
import { broadcastKeys } from "../broadcasts/keys";
import { clientKeys } from "../clients/keys";
import { conversationKeys } from "../conversations/keys";
import { memberKeys } from "../members/keys";
import { messageKeys } from "../messages/keys";
import { createEffects } from "./effects";
import { frameOf } from "./testing/fake-browser";

const page = { visibilityState: "visible" };
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  page.visibilityState = "visible";
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const line = { conversationId: "c", clientId: null };
const events = {
  messages: { type: "messages", ...line, count: 1, newest: "9000.m" },
  changed: { type: "message-changed", ...line, at: "9000.m" },
  deleted: { type: "message-deleted", ...line, at: "9000.m" },
  created: { type: "conversation", conversationId: "c", change: "created" },
  updated: { type: "conversation", conversationId: "c", change: "updated" },
  members: { type: "members", conversationId: "c" },
  room: { type: "room", conversationId: "c" },
  cleared: { type: "presence-cleared" },
  read: { type: "read", conversationId: "c", clientId: "Tom", readAt: 1 },
  broadcasts: { type: "broadcasts" },
} satisfies Record<string, LiveEvent>;

/** Everything that a page could show of an app, each counting how often it was read. */
const shown = {
  list: conversationKeys.list("app", { page: 1 }),
  count: conversationKeys.count("app", { kind: "all" }),
  detail: conversationKeys.detail("app", "c"),
  otherDetail: conversationKeys.detail("app", "d"),
  lastMessage: conversationKeys.lastMessage("app", "c"),
  roles: memberKeys.roles("app", "c"),
  otherRoles: memberKeys.roles("app", "d"),
  room: memberKeys.online("app", "c"),
  otherRoom: memberKeys.online("app", "d"),
  client: clientKeys.detail("app", "Tom"),
  unread: clientKeys.unread("app", "Tom", null),
  clientMessages: clientKeys.messages("app", "Tom"),
  broadcasts: broadcastKeys.list("app", null, 1),
  versions: messageKeys.versions("app", "c", "m"),
  history: messageKeys.history("app", "c", { at: null, client: null }),
  otherApp: conversationKeys.list("other", { page: 1 }),
};

async function open() {
  const client = new QueryClient();
  const reads: Record<string, number> = {};
  for (const [name, queryKey] of Object.entries(shown)) {
    reads[name] = -1;
    const queryFn = async () => {
      reads[name] = (reads[name] ?? 0) + 1;
      return name === "list" ? { conversations: [{ id: "c", lastMessageAt: 1 }, { id: "d" }] } : { id: name };
    };
    new QueryObserver(client, { queryKey, queryFn, staleTime: Number.POSITIVE_INFINITY }).subscribe(() => {});
  }
  await vi.advanceTimersByTimeAsync(0);
  const effects = createEffects(client);
  return {
    client,
    effects,
    apply: (next: LiveEvent[], more: Partial<LiveFrame> = {}) =>
      effects.apply(frameOf({ events: next, ...more })),
    async renewed() {
      await vi.advanceTimersByTimeAsync(0);
      return Object.keys(reads).filter((name) => (reads[name] ?? 0) > 0);
    },
    reads,
  };
}

describe("what an event renews", () => {
  it.each([
    ["messages", ["list", "lastMessage", "client", "unread"]],
    ["changed", ["lastMessage", "versions"]],
    ["deleted", ["lastMessage"]],
    ["created", ["list", "count"]],
    ["updated", ["list", "detail"]],
    ["members", ["list", "detail", "roles", "room", "client", "unread"]],
    ["room", ["room"]],
    ["cleared", ["room", "otherRoom"]],
    ["read", ["client", "unread"]],
    ["broadcasts", ["broadcasts"]],
  ] as const)("%s", async (name, expected) => {
    const { apply, renewed } = await open();
    apply([events[name]]);
    expect(await renewed()).toEqual(expected);
  });

  it("is everything shown of the app after a reset, but no history, which reads on by itself", async () => {
    const { apply, renewed } = await open();
    apply([], { state: "reset" });
    expect(await renewed()).toEqual(
      Object.keys(shown).filter((name) => !["versions", "history", "otherApp"].includes(name)),
    );
  });

  it("is not forgotten for less of the same that comes while it waits", async () => {
    const { apply, reads } = await open();
    const comes: LiveEvent = { type: "presence", clientId: "Tom", online: true };
    apply([events.read]);
    await vi.advanceTimersByTimeAsync(0);
    const before = reads.unread ?? 0;
    apply([events.read, comes]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reads.unread).toBe(before + 1);
  });

  it("is read once a second at most", async () => {
    const { apply, reads } = await open();
    for (let n = 0; n < 50; n += 1) {
      apply([events.messages]);
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(5_000);
    expect(reads.list).toBeLessThanOrEqual(7);
    expect(reads.list).toBeGreaterThanOrEqual(5);
  });

  it("waits while nobody looks, marked as old", async () => {
    const { apply, renewed, client } = await open();
    page.visibilityState = "hidden";
    apply([events.messages]);
    expect(await renewed()).toEqual([]);
    expect(client.getQueryState(shown.list)?.isInvalidated).toBe(true);
  });
});

describe("what an event changes at once", () => {
  it("the time of the last message, forwards only", async () => {
    const { apply, client } = await open();
    apply([events.messages]);
    const list = () => client.getQueryData<{ conversations: { lastMessageAt?: number }[] }>(shown.list);
    expect(list()?.conversations.map((row) => row.lastMessageAt)).toEqual([9_000, undefined]);
    expect(client.getQueryData(shown.detail)).toEqual({ id: "detail" });
    const before = list();
    apply([{ ...events.messages, newest: "8000.k" }]);
    expect(list()).toBe(before);
  });

  it("a cached history that nobody looks at is forgotten when it changed, one that is shown is not", async () => {
    const { apply, client } = await open();
    const hidden = messageKeys.history("app", "c", { at: "1.x", client: null });
    client.setQueryData(hidden, { messages: [] });
    apply([events.messages]);
    expect(client.getQueryData(hidden)).toBeDefined();
    apply([events.changed]);
    expect(client.getQueryData(hidden)).toBeUndefined();
    expect(client.getQueryData(shown.history)).toBeDefined();
  });
});

describe("presence", () => {
  const tell = (clientId: string, online: boolean): LiveEvent => ({ type: "presence", clientId, online });
  const members = memberKeys.presence("app", "c", ["Tom", "Jerry", "Spike"]);

  it("is put wherever a client is shown with it", async () => {
    const { apply, client } = await open();
    client.setQueryData(members, ["Tom"]);
    client.setQueryData(shown.client, { id: "Tom", online: true });
    apply([tell("Jerry", true), tell("Tom", false), tell("Nobody", true), tell("Spike", true)]);
    expect(client.getQueryData(members)).toEqual(["Jerry", "Spike"]);
    expect(client.getQueryData(shown.client)).toEqual({ id: "Tom", online: false });
  });

  it("leaves what did not change as it is", async () => {
    const { apply, client } = await open();
    client.setQueryData(members, ["Tom"]);
    const before = client.getQueryData(members);
    apply([tell("Tom", true), tell("Nobody", true)]);
    expect(client.getQueryData(members)).toBe(before);
  });

  it("is nobody's when the server begins anew, but theirs who came since", async () => {
    const { apply, client } = await open();
    client.setQueryData(members, ["Tom", "Jerry"]);
    client.setQueryData(shown.client, { id: "Tom", online: true });
    apply([tell("Tom", true), { type: "presence-cleared" }, tell("Spike", true)]);
    expect(client.getQueryData(members)).toEqual(["Spike"]);
    expect(client.getQueryData(shown.client)).toEqual({ id: "Tom", online: false });
  });
});
