import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, hexDump } from "./binary-text";

describe("binary text", () => {
  it("decodes what was encoded", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeBase64(Buffer.from(bytes).toString("base64"))).toEqual(new Uint8Array(bytes));
      }),
    );
    expect(decodeBase64("*")).toBeNull();
  });
  it("dumps sixteen bytes a line", () => {
    const dump = hexDump(new TextEncoder().encode("Parley binary body\n"));
    expect(dump.split("\n")).toEqual([
      "000000  50 61 72 6c 65 79 20 62  69 6e 61 72 79 20 62 6f  Parley binary bo",
      "000010  64 79 0a                                          dy·",
    ]);
  });
});
