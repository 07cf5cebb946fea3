import fc from "fast-check";
import { expect, test } from "vitest";
import type { LiveEvent } from "@/lib/contracts/live";
import { compact } from "./compact";
import { Ring } from "./ring";

const messages = (
  conversationId: string,
  newest: string,
  count = 1,
  clientId: string | null = null,
): LiveEvent => ({
  type: "messages",
  conversationId,
  clientId,
  count,
  newest,
});
const conversation = (change: "created" | "updated" | "deleted"): LiveEvent => ({
  type: "conversation",
  conversationId: "a",
  change,
});

test("messages of one conversation become one, with their number and the newest", () => {
  const told = [messages("a", "1.x"), messages("b", "2.y"), messages("a", "3.z"), messages("a", "2.w")];
  expect(compact(told)).toEqual([messages("a", "3.z", 3), messages("b", "2.y")]);
  const users = [messages("s", "1.x", 1, "Tom"), messages("s", "2.y", 1, "Eve")];
  expect(compact(users)).toEqual(users);
});

test("nothing moves across the making, change or deletion of its conversation", () => {
  const told = [messages("a", "1.x"), conversation("deleted"), messages("a", "2.y"), conversation("deleted")];
  expect(compact(told)).toEqual([messages("a", "1.x"), conversation("deleted"), messages("a", "2.y")]);
  const made = [
    conversation("created"),
    messages("a", "1.x"),
    conversation("updated"),
    conversation("updated"),
  ];
  expect(compact(made)).toEqual(made.slice(0, 3));
});

test("the last presence of a client counts, and none outlives the end of all", () => {
  const presence = (clientId: string, online: boolean): LiveEvent => ({ type: "presence", clientId, online });
  const cleared: LiveEvent = { type: "presence-cleared" };
  expect(compact([presence("Tom", true), presence("Eve", true), presence("Tom", false)])).toEqual([
    presence("Tom", false),
    presence("Eve", true),
  ]);
  const told = [presence("Tom", true), cleared, presence("Tom", true)];
  expect(compact(told)).toEqual(told);
});

test("who is in a chat room is told once, apart from its members", () => {
  const room: LiveEvent = { type: "room", conversationId: "a" };
  const members: LiveEvent = { type: "members", conversationId: "a" };
  expect(compact([room, members, room, room])).toEqual([room, members]);
});

test("no message is lost, whatever is told and however it is cut into frames", () => {
  const event = fc.oneof(
    fc.record({ id: fc.constantFrom("a", "b"), at: fc.nat(99) }).map(({ id, at }) => messages(id, `${at}.x`)),
    fc.constantFrom(conversation("updated"), conversation("deleted")),
    fc.constant<LiveEvent>({ type: "members", conversationId: "a" }),
  );
  fc.assert(
    fc.property(fc.array(event), fc.nat(20), (events, cut) => {
      const sum = (some: LiveEvent[]) =>
        some.reduce((total, one) => total + (one.type === "messages" ? one.count : 0), 0);
      const newest = (some: LiveEvent[]) =>
        Math.max(0, ...some.map((one) => (one.type === "messages" ? Number.parseInt(one.newest, 10) : 0)));
      const once = compact(events);
      const twice = compact([...compact(events.slice(0, cut)), ...compact(events.slice(cut))]);
      expect([sum(once), newest(once)]).toEqual([sum(events), newest(events)]);
      expect([sum(twice), newest(twice)]).toEqual([sum(events), newest(events)]);
    }),
  );
});

test("the ring keeps the newest frames, and knows which positions it can be read from", () => {
  const frames = fc.array(fc.record({ isNew: fc.boolean(), events: fc.nat(3) }));
  fc.assert(
    fc.property(frames, (pushed) => {
      const ring = new Ring({ entries: 5, events: 8 });
      ring.restart("p0");
      const all: { position: string; events: LiveEvent[] }[] = [];
      let at = 0;
      for (const { isNew, events } of pushed) {
        if (isNew) at += 1;
        const entry = {
          position: `p${at}`,
          completeUpTo: null,
          events: Array.from({ length: events }, () => messages("a", "1.x")),
        };
        all.push(entry);
        ring.push(entry);
      }
      expect(ring.head).toBe(`p${at}`);
      for (let from = 0; from <= at; from += 1) {
        const last = all.findLastIndex(({ position }) => position === `p${from}`);
        if (ring.has(`p${from}`)) expect(ring.after(`p${from}`)).toEqual(all.slice(last + 1));
        else expect(all.length - last).toBeGreaterThan(2);
      }
    }),
  );
});
