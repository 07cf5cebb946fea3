import { expect, it } from "vitest";
import { undoOf } from "./undo-member-change";

const clientIds = ["Tom"];
const now = 1_000_000;

it("a silence comes back as long as it would still have lasted, and no longer", () => {
  const undo = undoOf({ action: "unsilence", clientIds, until: now + 59_500 }, clientIds);
  expect(undo?.(now)).toEqual({ action: "silence", clientIds, seconds: 60 });
  expect(undo?.(now + 59_000)).toEqual({ action: "silence", clientIds, seconds: 1 });
  expect(undo?.(now + 59_500)).toBeNull();
});

it("one for good comes back for good; one of unknown length does not", () => {
  expect(undoOf({ action: "unsilence", clientIds, until: null }, clientIds)?.(now)).toEqual({
    action: "silence",
    clientIds,
  });
  expect(undoOf({ action: "unsilence", clientIds }, clientIds)).toBeNull();
});

it("what was done to some is taken back for those alone", () => {
  expect(undoOf({ action: "mute", clientIds: ["Tom", "Jerry"] }, clientIds)?.(now)).toEqual({
    action: "unmute",
    clientIds,
  });
  expect(undoOf({ action: "block", clientIds }, clientIds)).toBeNull();
});
