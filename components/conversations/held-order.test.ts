import { expect, it } from "vitest";
import { isReordered, layOut } from "./held-order";

const rows = (text: string, version = 0) => [...text].map((id) => ({ id, version }));
const ids = (layout: { rows: readonly { id: string }[] }) => layout.rows.map((row) => row.id).join("");

it("follows the list while nobody holds it", () => {
  const first = layOut(null, "list", rows("abc"), false);
  expect(ids(layOut(first, "list", rows("cab"), false))).toBe("cab");
});

it("keeps the order while it is held, with the rows as they are now", () => {
  const first = layOut(null, "list", rows("abc"), false);
  const held = layOut(first, "list", rows("xca", 1), true);
  expect(ids(held)).toBe("abc");
  expect(held.rows.map((row) => row.version)).toEqual([1, 0, 1]);
  expect(isReordered(held.rows, rows("xca"))).toBe(true);
  expect(isReordered(held.rows, rows("abc"))).toBe(false);
  expect(ids(layOut(held, "list", rows("xca"), false))).toBe("xca");
});

it("lays another list out anew, held or not", () => {
  const first = layOut(null, "list", rows("abc"), true);
  expect(ids(first)).toBe("abc");
  expect(ids(layOut(first, "page 2", rows("de"), true))).toBe("de");
});

it("is the same layout while nothing changes", () => {
  const now = rows("abc");
  const first = layOut(null, "list", now, true);
  expect(layOut(first, "list", [...now], true)).toBe(first);
  expect(layOut(first, "list", [...now], false)).toBe(first);
});
