import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadMessages } from "./load-messages";

type Tree = { [key: string]: string | Tree };

function sources(): string[] {
  return ["app", "components", "lib"].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
      .map((name) => path.join(root, name)),
  );
}

const declaration = /const (\w+) = (?:useTranslations|await getTranslations)\(\s*"([\w.-]+)"\s*\)/g;

/** Every literal key asked of a translator, with the namespace declared last before it under that name. */
function usedKeys(source: string): string[] {
  const declared = [...source.matchAll(declaration)].map((match) => ({
    name: match[1] ?? "",
    namespace: match[2] ?? "",
    at: match.index,
  }));
  const names = [...new Set(declared.map(({ name }) => name))];
  if (names.length === 0) return [];
  const call = new RegExp(`(?<![\\w.])(${names.join("|")})(?:\\.rich|\\.raw)?\\(\\s*"([\\w.-]+)"`, "g");
  return [...source.matchAll(call)].flatMap((match) => {
    const owner = declared.filter(({ name, at }) => name === match[1] && at < match.index).at(-1);
    return owner ? [`${owner.namespace}.${match[2]}`] : [];
  });
}

function lookUp(tree: Tree, key: string): string | Tree | undefined {
  return key
    .split(".")
    .reduce<string | Tree | undefined>((at, part) => (typeof at === "object" ? at[part] : undefined), tree);
}

describe("keys used in the code", () => {
  it("finds uses with their namespace", () => {
    const source =
      'const t = useTranslations("a");\nt("x");\nfunction B() { const t = useTranslations("b.c"); t.rich("y", {}); }';
    expect(usedKeys(source)).toEqual(["a.x", "b.c.y"]);
  });

  it("exist in the messages", async () => {
    const messages = await loadMessages("en");
    const used = sources().flatMap((file) =>
      usedKeys(readFileSync(file, "utf8")).map((key) => ({ file, key })),
    );
    expect(used.length).toBeGreaterThan(200);
    const missing = used.filter(({ key }) => typeof lookUp(messages, key) !== "string");
    expect(missing).toEqual([]);
  });
});
