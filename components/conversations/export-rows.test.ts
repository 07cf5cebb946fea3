import { describe, expect, it } from "vitest";
import type { Conversation } from "@/lib/contracts/conversations";
import { csvCell, csvHeader, exportLine } from "./export-rows";

const conversation: Conversation = {
  id: "5f1c",
  kind: "normal",
  name: '猫, "和" 老鼠',
  creator: "Tom",
  members: ["Tom", "Jerry"],
  muted: [],
  unique: true,
  uniqueId: null,
  attributes: { a: 1 },
  custom: {},
  createdAt: 0,
  updatedAt: 0,
  lastMessageAt: null,
};

describe("export", () => {
  it("writes one CSV line with as many cells as the header", () => {
    const line = exportLine(conversation, "csv");
    expect(line).toBe(
      '5f1c,normal,"猫, ""和"" 老鼠",Tom,Tom;Jerry,2,true,1970-01-01T00:00:00.000Z,1970-01-01T00:00:00.000Z,,"{""a"":1}"',
    );
    expect(csvHeader.split(",")).toHaveLength(11);
  });
  it("writes the whole conversation as a JSON line", () => {
    expect(JSON.parse(exportLine(conversation, "ndjson"))).toEqual(conversation);
  });
  it("does not let a name become a formula", () => {
    expect(csvCell("=1+1")).toBe("'=1+1");
    expect(csvCell("-x")).toBe("'-x");
  });
});
