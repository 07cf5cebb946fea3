import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentKinds, emptyContent } from "./content-draft";
import { type ComposerDraft, emptyDraft, hasContent, loadDraft, nextDraft, saveDraft } from "./draft-store";

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    size: () => kept.size,
  };
}

const draft: fc.Arbitrary<ComposerDraft> = fc
  .record({
    kind: fc.constantFrom(...contentKinds),
    text: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ""),
    from: fc.string({ minLength: 1, maxLength: 64 }),
    mentions: fc.array(fc.string({ minLength: 1 })),
    mentionAll: fc.boolean(),
    isTransient: fc.boolean(),
    noSync: fc.boolean(),
    priority: fc.constantFrom("high" as const, "normal" as const, "low" as const),
    pushData: fc.string(),
  })
  .map(({ kind, text, ...rest }) => ({ ...rest, content: { ...emptyContent(kind), text } }));

describe("drafts", () => {
  it("come back after a reload as they were", () => {
    fc.assert(
      fc.property(draft, (value) => {
        const storage = memory();
        saveDraft(storage, "k", value);
        expect(loadDraft(storage, "k")).toEqual(value);
      }),
    );
  });
  it("survive anything else that may stand in the storage", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const storage = memory();
        storage.setItem("k", text);
        const loaded = loadDraft(storage, "k", "Tom");
        expect(contentKinds).toContain(loaded.content.kind);
        expect(typeof loaded.content.text).toBe("string");
      }),
    );
  });
  it("are forgotten when empty, and keep the sender for the next message", () => {
    const storage = memory();
    saveDraft(storage, "k", { ...emptyDraft("Tom"), pushData: "{}" });
    expect(storage.size()).toBe(1);
    const next = nextDraft({ ...emptyDraft("Tom"), priority: "high", pushData: "{}", isTransient: true });
    expect(hasContent(next)).toBe(false);
    expect(next).toMatchObject({ from: "Tom", priority: "high", isTransient: false });
    saveDraft(storage, "k", next);
    expect(storage.size()).toBe(0);
  });
  it("says when nothing could be kept", () => {
    const full = {
      getItem: () => null,
      removeItem: () => undefined,
      setItem: () => {
        throw new Error("quota");
      },
    };
    expect(saveDraft(full, "k", { ...emptyDraft(), pushData: "{}" })).toBe(false);
  });
});
