import { expect, it } from "vitest";
import { isWhere } from "./is-where";

it("takes nothing or a JSON object for a where", () => {
  expect(["", "  ", "{}", '{"m":"Tom"}'].map(isWhere)).toEqual([true, true, true, true]);
  expect(["[]", "null", "7", "{", '{"m":}'].map(isWhere)).toEqual([false, false, false, false, false]);
});
