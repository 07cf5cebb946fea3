import { describe, expect, it } from "vitest";
import { insertOperator, searchOperators } from "./operators";

const byId = (id: string) => {
  const found = searchOperators.find((operator) => operator.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe("insertOperator", () => {
  it("appends with one space and leaves the cursor where the value goes", () => {
    expect(insertOperator("hello  ", byId("from"))).toEqual({ text: "hello from:", cursor: 11 });
    expect(insertOperator("", byId("in"))).toEqual({ text: "in:", cursor: 3 });
    expect(insertOperator("a", byId("exact"))).toEqual({ text: 'a ""', cursor: 3 });
  });
});
