import { describe, expect, it } from "vitest";
import { loadMessages } from "./load-messages";

type Tree = { [key: string]: string | Tree };

/** Flattens nested messages to `a.b.c → text`. */
function flatten(tree: Tree, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === "string") flat.set(path, value);
    else for (const entry of flatten(value, path)) flat.set(...entry);
  }
  return flat;
}

/** Names of ICU arguments and rich-text tags: `{name}`, `{count, plural, …}`, `<b>`. */
function placeholders(text: string): string[] {
  const names = new Set<string>();
  for (const [, name] of text.matchAll(/<([a-zA-Z]\w*)>/g)) if (name) names.add(`<${name}>`);
  collectArguments(text, names);
  return [...names].sort();
}

/** Adds the arguments of a message, and of the branches of its plurals and selects. */
function collectArguments(text: string, names: Set<string>) {
  for (const body of bracedParts(text)) {
    const name = /^\s*(\w+)\s*/.exec(body)?.[1];
    if (name) names.add(`{${name}}`);
    for (const branch of bracedParts(body)) collectArguments(branch, names);
  }
}

/** What stands inside the outermost braces. */
function bracedParts(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "{" && depth++ === 0) start = index + 1;
    if (text[index] === "}" && --depth === 0) parts.push(text.slice(start, index));
  }
  return parts;
}

const [en, zh] = (await Promise.all([loadMessages("en"), loadMessages("zh-CN")])).map((tree) =>
  flatten(tree),
);

describe("messages", () => {
  it("has the same keys in both languages", () => {
    expect([...(zh?.keys() ?? [])].sort()).toEqual([...(en?.keys() ?? [])].sort());
    expect(en?.size).toBeGreaterThan(50);
  });

  it("uses the same placeholders in both languages", () => {
    const different = [...(en ?? [])].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(zh?.get(key) ?? "").join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it("knows arguments from the words of a branch", () => {
    expect(placeholders("{count, plural, one {member of {name}} other {<b>#</b> members}}")).toEqual([
      "<b>",
      "{count}",
      "{name}",
    ]);
  });

  it("leaves no message empty and no Chinese message untranslated by whole sentences", () => {
    const empty = [...(en ?? []), ...(zh ?? [])].filter(([, text]) => text.trim() === "");
    expect(empty).toEqual([]);
    const copied = [...(en ?? [])].filter(
      ([key, text]) =>
        zh?.get(key) === text &&
        text
          .replace(/\{[^}]*\}/g, "")
          .trim()
          .split(/\s+/).length > 3,
    );
    expect(copied.map(([key]) => key)).toEqual([]);
  });
});
