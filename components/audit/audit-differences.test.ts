import { describe, expect, it } from "vitest";
import { auditDifferences } from "./audit-differences";

const text = (value: string) => JSON.stringify({ _lctype: -1, _lctext: value });

describe("auditDifferences", () => {
  it("shows only the text of an edited message", () => {
    const details = {
      before: { from: "Jerry", data: text("Hello"), binary: false },
      input: { body: { from: "Jerry", data: text("Hello again") } },
    };
    expect(auditDifferences({ action: "message.edit", details })).toEqual([
      { path: "data._lctext", before: "Hello", after: "Hello again", kind: "changed" },
    ]);
  });
  it("shows what a deletion took away", () => {
    const details = { before: { from: "Jerry", data: "plain" } };
    expect(
      auditDifferences({ action: "message.delete", details }).map(({ path, kind }) => [path, kind]),
    ).toEqual([
      ["from", "removed"],
      ["data", "removed"],
    ]);
  });
  it("leaves out what stayed, and finds nothing where no state is recorded", () => {
    const details = { before: { name: "A", status: "active" }, after: { name: "A", status: "disabled" } };
    expect(auditDifferences({ action: "operator.disable", details })).toHaveLength(1);
    expect(auditDifferences({ action: "session.sign-in", details: { email: "x" } })).toEqual([]);
  });
});
