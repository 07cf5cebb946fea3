import { expect, it } from "vitest";
import { appSettingsSchema } from "@/lib/protocol/app-settings";
import { presentSettingsChange } from "./present-settings-change";

const settings = (more: Record<string, unknown> = {}) => appSettingsSchema.parse(more);

it("keeps what came to the word list and what went, not the list", () => {
  const { before, after } = presentSettingsChange(
    settings({ wordFilter: ["a", "b", "c"] }),
    settings({ wordFilter: ["b", "c", "d", "e"], signatures: { login: true } }),
  );
  expect(before).toMatchObject({ wordFilter: { words: 3, removed: ["a"] }, signatures: { login: false } });
  expect(after).toMatchObject({ wordFilter: { words: 4, added: ["d", "e"] }, signatures: { login: true } });
});

it("cuts a long list and says by how much", () => {
  const words = Array.from({ length: 10_000 }, (_, index) => `word ${index}`);
  const { after } = presentSettingsChange(settings(), settings({ wordFilter: words }));
  const added = [...words.slice(0, 50), "… 9950 more"];
  expect(after.wordFilter).toEqual({ words: 10_000, added });
});

it("says nothing of words that stayed", () => {
  const same = settings({ wordFilter: ["a"] });
  expect(presentSettingsChange(same, same).after.wordFilter).toEqual({ words: 1 });
});
