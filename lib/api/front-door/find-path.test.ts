import fc from "fast-check";
import { expect, test } from "vitest";
import { loadRoutes } from "../testing/route-table";
import { createPathFinder } from "./find-path";

const find = createPathFinder([
  ["/api/apps", "apps"],
  ["/api/apps/test", "test"],
  ["/api/apps/[appId]", "app"],
  ["/api/apps/[appId]/test", "test of app"],
  ["/api/apps/[appId]/clients/[clientId]", "client"],
  ["/api/apps/mine/about", "about"],
]);

test.each([
  ["/api/apps", "apps", {}],
  ["/api/apps/test", "test", {}],
  ["/api/apps/mine", "app", { appId: "mine" }],
  ["/api/apps/mine/about", "about", {}],
  ["/api/apps/mine/test", "test of app", { appId: "mine" }],
  ["/api/apps/a/clients/%E7%8C%AB%2F%20x", "client", { appId: "a", clientId: "猫/ x" }],
  ["/api/apps/constructor/clients/__proto__", "client", { appId: "constructor", clientId: "__proto__" }],
])("%s is found", (path, value, params) => {
  expect(find(path)).toEqual({ value, params });
});

test.each([
  "",
  "/",
  "/api/app",
  "/api/apps/",
  "/api//apps",
  "//api/apps",
  "/api/apps//clients/x",
  "/api/apps/a/clients/",
  "/api/apps/a/clients/%ff",
  "/api/apps/a/clients/100%",
  "/API/apps",
  "/api/apps/a/about",
  "/api/[appId]",
])("nothing stands at %j", (path) => {
  expect(find(path)).toBeNull();
});

test("every route of the API is found by its path with whatever stands in it", async () => {
  const paths = [...new Set((await loadRoutes()).map(({ path }) => path))];
  const findRoute = createPathFinder(paths.map((path) => [path, path] as const));
  const fixed = new Set(paths.flatMap((path) => path.split("/")));
  const ids = fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((text) => !fixed.has(encodeURIComponent(text)));
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.array(ids, { minLength: 4, maxLength: 4 }), (path, texts) => {
      const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name);
      let filled = path;
      for (const [index, name] of names.entries()) {
        filled = filled.replace(`[${name}]`, () => encodeURIComponent(texts[index] ?? ""));
      }
      const params = Object.fromEntries(names.map((name, index) => [name, texts[index]]));
      expect(findRoute(filled)).toEqual({ value: path, params });
    }),
  );
});
