import { describe, expect, it } from "vitest";
import { buildMessage } from "@/lib/contracts/testing/builders";
import { groupRuns, toFeed } from "./group-runs";

const message = (id: string, conversationId: string, timestamp: number, toClientId: string | null = null) =>
  buildMessage({ id, conversationId, timestamp, toClientId });
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const day = 86_400_000;

describe("groupRuns", () => {
  it("breaks at another conversation, another user of a service and another day", () => {
    const runs = groupRuns(
      [
        message("1", "a", 3 * day + 5),
        message("2", "a", 3 * day + 4),
        message("3", "b", 3 * day + 3),
        message("4", "a", 3 * day + 2),
        message("5", "s", 3 * day + 1, "Tom"),
        message("6", "s", 3 * day, "Ann"),
        message("7", "s", 3 * day - 1, "Ann"),
      ],
      dayOf,
    );
    expect(runs.map((run) => run.messages.map((item) => item.message.id).join())).toEqual([
      "1,2",
      "3",
      "4",
      "5",
      "6",
      "7",
    ]);
  });
});

describe("toFeed", () => {
  it("puts a day before its runs, once, and marks the end of each run", () => {
    const runs = groupRuns(
      [message("1", "a", 3 * day + 1), message("2", "a", 3 * day), message("3", "b", day)],
      dayOf,
    );
    expect(
      toFeed(runs, dayOf).map((item) =>
        item.type === "message" ? `${item.key}${item.isLast ? "." : ""}` : item.type,
      ),
    ).toEqual(["day", "run", "a/1", "a/2.", "day", "run", "b/3."]);
  });
  it("shows a message to several clients once, with how many copies there are", () => {
    const runs = groupRuns(
      [
        message("1", "s", day + 2, "Tom"),
        message("2", "s", day + 1, "Tom"),
        message("x", "other", day + 1),
        message("2", "s", day + 1, "Ann"),
      ],
      dayOf,
    );
    expect(runs.map((run) => [run.conversationId, run.toClientId])).toEqual([
      ["s", "Tom"],
      ["s", null],
      ["other", null],
    ]);
    const rows = toFeed(runs, dayOf).filter((item) => item.type === "message");
    expect(rows.map((item) => [item.message.id, item.copies, item.isLast])).toEqual([
      ["1", 1, true],
      ["2", 2, true],
      ["x", 1, true],
    ]);
  });
});
