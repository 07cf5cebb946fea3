import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { completeLock, markCompiled, platformOf } from "./complete-lock";

describe("completeLock", () => {
  it("adds missing platform packages once, with their parent's kind", () => {
    const lock = {
      packages: {
        "": {},
        "node_modules/@acme/core": {
          dev: true,
          optionalDependencies: {
            "@acme/core-darwin-arm64": "1.2.3",
            "@acme/core-linux-x64-gnu": "1.2.3",
            fsevents: "2.0.0",
          },
        },
        "node_modules/@acme/core-linux-x64-gnu": { version: "1.2.3" },
      },
    };
    expect(completeLock(lock)).toEqual(["@acme/core-darwin-arm64"]);
    expect(lock.packages).toHaveProperty(["node_modules/@acme/core-darwin-arm64"], {
      version: "1.2.3",
      dev: true,
      optional: true,
      os: ["darwin"],
      cpu: ["arm64"],
    });
    expect(completeLock(lock)).toEqual([]);
  });

  it.each([
    ["@next/swc-win32-arm64-msvc", { os: ["win32"], cpu: ["arm64"] }],
    ["@biomejs/cli-linux-x64-musl", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
    ["@swc/core-linux-arm-gnueabihf", { os: ["linux"], cpu: ["arm"] }],
    ["@tailwindcss/oxide-wasm32-wasi", { cpu: ["wasm32"] }],
    ["fsevents", null],
  ])("reads the platform of %s", (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });
});

describe("markCompiled", () => {
  it("marks once what comes compiled", () => {
    const lock = { packages: { "": {}, "node_modules/fast": { version: "1.0.0" }, "node_modules/pure": {} } };
    const isCompiled = (path: string) => path.endsWith("fast");
    expect(markCompiled(lock, isCompiled)).toEqual(["node_modules/fast"]);
    expect(lock.packages).toHaveProperty(["node_modules/fast"], { version: "1.0.0", gypfile: false });
    expect(markCompiled(lock, isCompiled)).toEqual([]);
  });

  it("is done for the database driver: npm ci needs no compiler", () => {
    const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
    expect(packages["node_modules/better-sqlite3-13"]).toHaveProperty("gypfile", false);
  });
});
