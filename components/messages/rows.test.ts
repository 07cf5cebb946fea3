import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildMessage } from "@/lib/contracts/testing/builders";
import { cursorOf } from "@/lib/queries/messages/history-window";
import type { OutboxItem } from "@/lib/queries/messages/outbox";
import { buildRows, findRow, groupGapMs } from "./rows";

const message = (id: string, from: string, timestamp: number) => buildMessage({ id, from, timestamp });
const pending = (operationId: string, messageId: string | null, createdAt: number): OutboxItem => ({
  operationId,
  messageId,
  createdAt,
  after: createdAt,
  timestamp: null,
  body: { from: "Tom", data: "x" },
  state: messageId ? "sent" : "sending",
  error: null,
  tab: "t",
});
const dayKey = (at: number) => String(Math.floor(at / 86_400_000));

describe("buildRows", () => {
  it("groups one sender within three minutes, and parts days", () => {
    const rows = buildRows(
      [
        message("1", "Tom", 0),
        message("2", "Tom", groupGapMs - 1),
        message("3", "Tom", 2 * groupGapMs),
        message("4", "Ann", 2 * groupGapMs + 1),
        message("5", "Ann", 86_400_000),
      ],
      [],
      dayKey,
    );
    expect(rows.map((row) => row.isGroupStart)).toEqual([true, false, true, true, true]);
    expect(rows.map((row) => row.isDayStart)).toEqual([true, false, false, false, true]);
  });

  it("leaves the first separator out while older messages are to come", () => {
    const rows = buildRows([message("1", "Tom", 0), message("2", "Tom", 86_400_000)], [], dayKey, true);
    expect(rows.map((row) => row.isDayStart)).toEqual([false, true]);
    expect(rows.map((row) => row.isGroupStart)).toEqual([true, true]);
  });

  it("shows what is sent once: as pending until the history has it", () => {
    const history = [message("1", "Tom", 10)];
    expect(
      buildRows(history, [pending("a", "1", 5), pending("b", null, 20)], dayKey).map((row) => row.key),
    ).toEqual(["10.1", "out-b"]);
  });

  it("shows what the history seems to have once, while its answer is awaited; what was not confirmed keeps its row", () => {
    const history = [buildMessage({ id: "1", from: "Tom", timestamp: 10, data: "x" })];
    const sending = { ...pending("a", null, 5), after: 9 };
    const keys = (item: OutboxItem) => buildRows(history, [item], dayKey).map((row) => row.key);
    expect(keys(sending)).toEqual(["10.1"]);
    expect(keys({ ...sending, state: "unknown" })).toEqual(["10.1"]);
    const error = { code: "offline", message: "", mayHaveArrived: true };
    expect(keys({ ...sending, state: "failed", error })).toEqual(["10.1", "out-a"]);
    expect(keys({ ...sending, after: 10 })).toEqual(["10.1", "out-a"]);
  });

  it("tells two messages apart that the server gave one id", () => {
    const rows = buildRows([message("1", "Tom", 10), message("1", "Ann", 20)], [], dayKey);
    expect(rows.map((row) => row.key)).toEqual(["10.1", "20.1"]);
  });

  it("has each message once, in order, under exactly one separator a day", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5 * 86_400_000), fc.constantFrom("a", "b"))), (list) => {
        const messages = list
          .sort((a, b) => a[0] - b[0])
          .map(([at, from], index) => message(`m${index}`, from, at));
        const rows = buildRows(messages, [], dayKey);
        expect(rows.map((row) => row.key)).toEqual(messages.map(cursorOf));
        const days = new Set(messages.map((one) => dayKey(one.timestamp)));
        expect(rows.filter((row) => row.isDayStart)).toHaveLength(days.size);
        expect(rows.every((row) => !row.isDayStart || row.isGroupStart)).toBe(true);
      }),
    );
  });
});

describe("findRow", () => {
  const rows = buildRows([message("a", "x", 10), message("b", "x", 20), message("c", "x", 30)], [], dayKey);
  it("finds the message, else the first at or after the time, else the last", () => {
    expect(findRow(rows, "20.b")).toBe(1);
    expect(findRow(rows, "20.gone")).toBe(1);
    expect(findRow(rows, "29.b")).toBe(1);
    expect(findRow(rows, "15")).toBe(1);
    expect(findRow(rows, "99")).toBe(2);
    expect(findRow([], "1")).toBe(-1);
  });
});
