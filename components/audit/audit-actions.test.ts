import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadMessages } from "@/lib/i18n/load-messages";
import { auditActions } from "./audit-actions";

/** Every `action: "noun.verb"` in the parts of the console that write the audit. */
function writtenActions(): string[] {
  const roots = ["app/api", "lib/api", "lib/auth", "lib/console"];
  const files = roots.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => path.join(root, name)),
  );
  const found = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\baction: "([a-z-]+\.[a-z-]+)"/g)].map(
      (match) => match[1] ?? "",
    ),
  );
  return [...new Set(found)].sort();
}

describe("audit actions", () => {
  it("offers every action that the console writes as a filter", () => {
    const written = writtenActions();
    expect(written.length).toBeGreaterThan(20);
    expect(written.filter((action) => !auditActions.some((known) => known === action))).toEqual([]);
  });

  it.each(["en", "zh-CN"] as const)("has words for each in %s", async (locale) => {
    const { audit } = await loadMessages(locale);
    const words = typeof audit === "object" ? audit.actions : undefined;
    const missing = auditActions.filter((action) => {
      const [noun = "", verb = ""] = action.split(".");
      const group = typeof words === "object" ? words[noun] : undefined;
      return typeof group !== "object" || typeof group[verb] !== "string";
    });
    expect(missing).toEqual([]);
  });
});
