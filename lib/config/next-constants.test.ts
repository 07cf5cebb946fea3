import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);
const ours: Record<string, unknown> = require("./next-constants.js");
const theirs: Record<string, unknown> = require("next/dist/lib/constants");
const users = ["router-reducer/fetch-server-response", "segment-cache/cache"];

describe("what stands in for Next's constants in the browser", () => {
  it("is used", () => {
    expect(readFileSync("next.config.mjs", "utf8")).toContain(
      '"../../../lib/constants": { browser: "./lib/config/next-constants.js" }',
    );
  });

  it("has every constant that the client's code names, with the same value", () => {
    for (const user of users) {
      const code = readFileSync(require.resolve(`next/dist/client/components/${user}`), "utf8");
      expect(code).toContain('require("../../../lib/constants")');
      const names = [...code.matchAll(/\b_constants\.(\w+)/g)].map(([, name = ""]) => name);
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect([name, ours[name]]).toEqual([name, theirs[name]]);
    }
  });
});
