import { describe, expect, it } from "vitest";
import { findCycle, readSources, type SourceFile } from "./import-graph";

const sources = readSources();
const files = [...sources.values()];
const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || path.startsWith("e2e/") || path.includes("/testing/");
const code = files.filter((file) => !isTest(file.path));

const serverOnlyAreas = ["lib/api/", "lib/auth/", "lib/config/", "lib/console/", "lib/leancloud/"];
const settings = "lib/config/settings.ts";
/** Pure parts that are also read where there is no server yet: by the command line, and by the proxy. */
const pureParts = [settings, "lib/config/security-headers.ts"];
const inAny = (path: string, areas: string[]): boolean => areas.some((area) => path.startsWith(area));
const isServerOnly = (path: string): boolean => inAny(path, serverOnlyAreas) && !pureParts.includes(path);

/** Imports of `from` files that `isWrong`, one line each. */
function wrongImports(
  from: (file: SourceFile) => boolean,
  isWrong: (target: string, file: SourceFile) => boolean,
): string[] {
  return code
    .filter(from)
    .flatMap((file) =>
      file.imports
        .filter((edge) => !edge.isPackage && isWrong(edge.target, file))
        .map((edge) => `${file.path} imports ${edge.target}`),
    );
}

function packagesOf(from: (file: SourceFile) => boolean): string[] {
  const names = code
    .filter(from)
    .flatMap((file) => file.imports.filter((edge) => edge.isPackage).map((edge) => edge.target));
  return [...new Set(names)];
}

describe("who may import whom", () => {
  it("sees the sources", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(sources.get("lib/config/settings.test.ts")?.imports.map((edge) => edge.target)).toContain(
      settings,
    );
  });

  it("has no cycles", () => {
    expect(findCycle(sources)).toBeNull();
    const edge = (target: string) => ({ target, isPackage: false, isTypeOnly: false });
    const loop = new Map([
      ["a", { path: "a", text: "", imports: [edge("b")] }],
      ["b", { path: "b", text: "", imports: [edge("a")] }],
    ]);
    expect(findCycle(loop)).toEqual(["a", "b", "a"]);
  });

  it("lets nothing in lib import components or app, and no component import app", () => {
    expect(
      wrongImports(
        (file) => file.path.startsWith("lib/"),
        (target) => inAny(target, ["app/", "components/"]),
      ),
    ).toEqual([]);
    expect(
      wrongImports(
        (file) => file.path.startsWith("components/"),
        (target) => target.startsWith("app/"),
      ),
    ).toEqual([]);
  });

  it("keeps features apart: components share only ui, layout, entities and the composer's content editor", () => {
    const feature = (path: string): string => path.split("/")[1] ?? "";
    const shared = [
      "components/ui/",
      "components/layout/",
      "components/entities/",
      "components/composer/content-",
    ];
    const wrong = wrongImports(
      (file) => file.path.startsWith("components/"),
      (target, file) =>
        target.startsWith("components/") && feature(target) !== feature(file.path) && !inAny(target, shared),
    );
    expect(wrong).toEqual([]);
  });

  it("lets browser queries know only contracts and other pure parts", () => {
    const pure = ["lib/queries/", "lib/contracts/", "lib/text/", "lib/i18n/", "lib/protocol/"];
    expect(
      wrongImports(
        (file) => file.path.startsWith("lib/queries/"),
        (target) => !inAny(target, pure),
      ),
    ).toEqual([]);
  });

  it("begins every server-side file with server-only", () => {
    const without = code
      .filter((file) => isServerOnly(file.path) && !file.text.startsWith('import "server-only";'))
      .map((file) => file.path);
    expect(without).toEqual([]);
  });

  it("keeps server-side code away from components and browser code", () => {
    const allowed = ["app/", "lib/cli/", "proxy.ts", "instrumentation.ts", ...serverOnlyAreas];
    expect(wrongImports((file) => !inAny(file.path, allowed), isServerOnly)).toEqual([]);
    const clientPages = wrongImports(
      (file) => file.path.startsWith("app/") && /^["']use client["']/.test(file.text),
      isServerOnly,
    );
    expect(clientPages).toEqual([]);
  });

  it("has no server actions, whose code the build leaves out of the browser's", () => {
    const withActions = code
      .filter((file) => /^\s*["']use server["']/m.test(file.text))
      .map((file) => file.path);
    expect(withActions).toEqual([]);
  });

  it("keeps the console and the IM server apart", () => {
    const imServer = wrongImports(
      (file) => file.path.startsWith("lib/im-server/"),
      (target) => !inAny(target, ["lib/im-server/", "lib/protocol/", "lib/sqlite/"]),
    );
    expect(imServer).toEqual([]);
    const others = wrongImports(
      (file) => !inAny(file.path, ["lib/im-server/", "lib/cli/"]),
      (target) => target.startsWith("lib/im-server/"),
    );
    expect(others).toEqual([]);
  });

  it("opens databases in few places, by the driver that suits the Node", () => {
    const stores = ["lib/im-server/store/sqlite/", "lib/console/store/", "lib/cli/folder-lock.ts"];
    const isDriver = (target: string) => target.startsWith("lib/sqlite/");
    expect(wrongImports((file) => !inAny(file.path, stores), isDriver)).toEqual([]);
    const direct = files.filter((file) => file.imports.some((edge) => /^better-sqlite3/.test(edge.target)));
    expect(direct.map((file) => file.path)).toEqual(["lib/sqlite/driver.ts"]);
  });

  it("keeps the protocol and the contracts pure", () => {
    expect(packagesOf((file) => file.path.startsWith("lib/protocol/"))).toEqual(["zod"]);
    expect(packagesOf((file) => file.path.startsWith("lib/contracts/"))).toEqual(["zod"]);
    expect(
      wrongImports(
        (file) => file.path.startsWith("lib/protocol/"),
        (target) => !target.startsWith("lib/protocol/"),
      ),
    ).toEqual([]);
    const contracts = wrongImports(
      (file) => file.path.startsWith("lib/contracts/"),
      (target) => !inAny(target, ["lib/contracts/", "lib/protocol/"]),
    );
    expect(contracts).toEqual([]);
  });

  it("layers the IM server: rest and gateway over services over the store's interface", () => {
    const services = wrongImports(
      (file) => file.path.startsWith("lib/im-server/services/"),
      (target) =>
        inAny(target, ["lib/im-server/rest/", "lib/im-server/gateway/", "lib/im-server/store/sqlite/"]),
    );
    expect(services).toEqual([]);
    const transports = wrongImports(
      (file) => inAny(file.path, ["lib/im-server/rest/", "lib/im-server/gateway/"]),
      (target) => target.startsWith("lib/im-server/store/sqlite/"),
    );
    expect(transports).toEqual([]);
    const sockets = packagesOf((file) => file.path.startsWith("lib/im-server/services/"));
    expect(sockets.filter((name) => ["ws", "fastify", "node:http", "node:net"].includes(name))).toEqual([]);
  });

  it("gives browser code the contracts' types only", () => {
    const reached = reachableFromBrowser();
    const withZod = [...reached].filter((path) => path.startsWith("lib/contracts/"));
    expect(withZod).toEqual([]);
  });
});

describe("sizes and habits", () => {
  it("has no file over 400 lines", () => {
    const long = files
      .map((file) => ({ path: file.path, lines: file.text.split("\n").length - 1 }))
      .filter((file) => file.lines > 400);
    expect(long).toEqual([]);
  });

  it("has no switched-off check, no sleep in a journey and no focused test", () => {
    const banned = [/@ts-(?:ignore|nocheck)/, /waitForTimeout\(/, /\b(?:describe|it|test)\.only\(/];
    const found = files
      .filter((file) => file.path !== "lib/architecture/architecture.test.ts")
      .flatMap((file) =>
        banned.filter((pattern) => pattern.test(file.text)).map((pattern) => `${file.path}: ${pattern}`),
      );
    expect(found).toEqual([]);
  });

  it("names files in kebab-case", () => {
    const odd = files
      .map((file) => file.path)
      .filter(
        (path) =>
          !path.split("/").every((part) => /^[a-z0-9.[\]()_-]*$/.test(part) || /^[[(].*[\])]$/.test(part)),
      );
    expect(odd).toEqual([]);
  });
});

/** Files whose code runs in the browser: what "use client" files lead to, types left out. */
function reachableFromBrowser(): Set<string> {
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const edge of sources.get(path)?.imports ?? []) {
      if (!edge.isPackage && !edge.isTypeOnly) visit(edge.target);
    }
  };
  for (const file of code) if (/^["']use client["']/.test(file.text)) visit(file.path);
  return reached;
}
