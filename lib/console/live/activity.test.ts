import { expect, test } from "vitest";
import type { LiveEvent } from "@/lib/contracts/live";
import { ActivityBoard } from "./activity";

const place = { appId: "app", conversationId: "c1", clientId: null };
const ada = { id: "1", name: "Ada" };
const bob = { id: "2", name: "Bob" };

function board() {
  const clock = { now: 1_000 };
  const told: LiveEvent[] = [];
  const activity = new ActivityBoard(
    (_, event) => told.push(event),
    () => clock.now,
  );
  return { clock, told, activity };
}

test("several windows of one operator are one line, answering wins, and repeating says nothing", () => {
  const { told, activity } = board();
  activity.report(place, ada, { tab: "a", state: "viewing" });
  activity.report(place, ada, { tab: "a", state: "viewing" });
  activity.report(place, ada, { tab: "b", state: "answering" });
  activity.report(place, bob, { tab: "a", state: "viewing" });
  activity.report(place, ada, { tab: "b", state: "viewing" });
  activity.report(place, ada, { tab: "b", state: "gone" });
  activity.report(place, ada, { tab: "a", state: "gone" });
  activity.report(place, ada, { tab: "never there", state: "gone" });
  const operators = told.map((event) =>
    event.type === "activity" ? event.operators.map(({ name, state }) => `${name} ${state}`) : [],
  );
  expect(operators).toEqual([
    ["Ada viewing"],
    ["Ada answering"],
    ["Ada answering", "Bob viewing"],
    ["Ada viewing", "Bob viewing"],
    ["Bob viewing"],
  ]);
  expect(activity.current("app")).toEqual([told.at(-1)]);
});

test("what is not repeated within 45 s is forgotten", () => {
  const { clock, told, activity } = board();
  activity.report(place, ada, { tab: "a", state: "viewing" });
  activity.report({ ...place, conversationId: "c2" }, ada, { tab: "b", state: "viewing" });
  clock.now += 44_999;
  activity.report(place, ada, { tab: "a", state: "viewing" });
  activity.sweep();
  expect(told).toHaveLength(2);
  clock.now += 1;
  activity.sweep();
  expect(told.at(-1)).toEqual({ type: "activity", conversationId: "c2", clientId: null, operators: [] });
  expect(activity.current("app")).toHaveLength(1);
  clock.now += 45_000;
  activity.sweep();
  expect(activity.openIn("app")).toEqual([]);
});

test("an operator is at a bounded number of places, the newest ones", () => {
  const { activity } = board();
  for (let at = 0; at < 60; at += 1) {
    activity.report({ ...place, conversationId: `c${at}` }, ada, { tab: "a", state: "viewing" });
  }
  const places = activity.current("app").map(({ conversationId }) => conversationId);
  expect(places).toHaveLength(50);
  expect(places).toContain("c59");
  activity.forget(ada.id);
  expect(activity.current("app")).toEqual([]);
});

test("in a service conversation each user's history is a place of its own", () => {
  const { activity } = board();
  activity.report({ ...place, clientId: "Tom" }, ada, { tab: "a", state: "answering" });
  activity.report({ ...place, clientId: "Eve" }, bob, { tab: "a", state: "viewing" });
  expect(activity.current("app")).toMatchObject([
    { clientId: "Tom", operators: [{ name: "Ada" }] },
    { clientId: "Eve", operators: [{ name: "Bob" }] },
  ]);
});
