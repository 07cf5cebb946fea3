import { describe, expect, it } from "vitest";
import { appSettingsSchema } from "@/lib/protocol/app-settings";
import {
  changedFields,
  errorsByField,
  keepTyped,
  mergeDrafts,
  newlySigned,
  problemsOf,
  readWords,
  type SettingsDraft,
  settingsFields,
  toDraft,
  toSettings,
} from "./settings-draft";

const defaults = appSettingsSchema.parse({});
const base = toDraft(defaults);
const draft = (more: Partial<SettingsDraft> = {}): SettingsDraft => ({ ...base, ...more });

describe("a draft", () => {
  it("stands for the whole of the settings", () => {
    const settings = appSettingsSchema.parse({
      signatures: { login: true, blacklist: true },
      features: { roles: false },
      hooks: {
        url: "https://example.com/hooks",
        enabled: ["_clientOnline", "_messageReceived"],
        refuseOnFailure: true,
        timeoutMs: 900,
      },
      wordFilter: ["darn", "two words"],
      serviceWebHook: "http://localhost/hook",
    });
    expect(toSettings(toDraft(settings))).toEqual(settings);
    expect(toSettings(base)).toEqual(defaults);
  });

  it("names every field in which another differs", () => {
    expect(changedFields(base, base)).toEqual([]);
    expect(changedFields(base, draft({ hooks: ["_clientOnline"], edit: false }))).toEqual(["edit", "hooks"]);
    expect(settingsFields).toHaveLength(13);
  });
});

describe("what is typed while one's own is being saved", () => {
  const sent = draft({ words: " darn \n", edit: false });
  const saved = toSettings(sent);

  it("is kept, and the rest stands as it was saved", () => {
    const typed = { ...sent, words: "darn\nheck", timeoutMs: "9x" };
    expect(keepTyped(typed, saved, saved)).toEqual({
      ...toDraft(saved),
      words: "darn\nheck",
      timeoutMs: "9x",
    });
  });

  it("is nothing when only its form differs from what was sent", () => {
    expect(keepTyped(sent, saved, saved)).toEqual(toDraft(saved));
  });
});

describe("what is typed while somebody else saves", () => {
  it("is kept over what they left alone, and theirs is taken for what one left alone", () => {
    const mine = draft({ words: "mine", edit: false });
    const theirs = draft({ hookUrl: "https://theirs.example" });
    expect(mergeDrafts(base, mine, theirs)).toEqual({
      draft: { ...base, words: "mine", edit: false, hookUrl: "https://theirs.example" },
      changedByOthers: ["hookUrl"],
      changedByBoth: [],
    });
  });

  it("is kept where both changed the same, and that is told unless both did alike", () => {
    const mine = draft({ words: "mine", edit: false });
    const theirs = draft({ words: "theirs", edit: false });
    expect(mergeDrafts(base, mine, theirs)).toEqual({
      draft: mine,
      changedByOthers: ["edit", "words"],
      changedByBoth: ["words"],
    });
  });
});

describe("words", () => {
  it("are read one a line, trimmed, each once", () => {
    expect(readWords(" darn \r\n\nDarn\ntwo words\n坏词\n")).toEqual({
      words: ["darn", "two words", "坏词"],
      repeated: 1,
      tooLong: [],
    });
  });

  it("that are too long are told, not cut", () => {
    const long = "x".repeat(101);
    expect(readWords(`a\n${long}`)).toMatchObject({ words: ["a"], tooLong: [long] });
    expect(problemsOf(draft({ words: long })).words).toBe("wordTooLong");
    const many = Array.from({ length: 10_001 }, (_, index) => `w${index}`).join("\n");
    expect(problemsOf(draft({ words: many })).words).toBe("tooManyWords");
  });
});

it("finds addresses and times that the server would refuse", () => {
  expect(problemsOf(base)).toEqual({});
  expect(problemsOf(draft({ hookUrl: " https://example.com/x ", webHook: "http://localhost:1" }))).toEqual(
    {},
  );
  expect(problemsOf(draft({ hookUrl: "example.com", webHook: "ftp://a", timeoutMs: "99" }))).toEqual({
    hookUrl: "url",
    webHook: "url",
    timeoutMs: "timeout",
  });
  for (const timeoutMs of ["", "abc", "1e3", "15001"]) {
    expect(problemsOf(draft({ timeoutMs })).timeoutMs).toBe("timeout");
  }
});

it("puts the API's words beside the field that they are about", () => {
  expect(
    errorsByField({
      "settings.hooks.url": "a",
      "settings.wordFilter.3": "b",
      "settings.hooks.enabled.0": "c",
      revision: "d",
    }),
  ).toEqual({ hookUrl: "a", words: "b", hooks: "c" });
});

it("knows which signatures would be asked for that are not yet", () => {
  const before = draft({ signLogin: true });
  expect(newlySigned(before, before)).toEqual([]);
  expect(newlySigned(before, draft({ signLogin: false, signBlacklist: true }))).toEqual(["signBlacklist"]);
});
