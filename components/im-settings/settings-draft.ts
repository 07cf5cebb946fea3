import type { AppSettings, HookName } from "@/lib/protocol/app-settings";

/** The settings as they stand in the form: one entry a control. */
export interface SettingsDraft {
  signLogin: boolean;
  signConversations: boolean;
  signBlacklist: boolean;
  edit: boolean;
  recall: boolean;
  roles: boolean;
  blacklist: boolean;
  hookUrl: string;
  hooks: readonly HookName[];
  refuseOnFailure: boolean;
  timeoutMs: string;
  /** One a line. */
  words: string;
  webHook: string;
}
export type SettingsField = keyof SettingsDraft;

/** Where the API names each field. */
const paths: Record<SettingsField, string> = {
  signLogin: "signatures.login",
  signConversations: "signatures.conversations",
  signBlacklist: "signatures.blacklist",
  edit: "features.edit",
  recall: "features.recall",
  roles: "features.roles",
  blacklist: "features.blacklist",
  hookUrl: "hooks.url",
  hooks: "hooks.enabled",
  refuseOnFailure: "hooks.refuseOnFailure",
  timeoutMs: "hooks.timeoutMs",
  words: "wordFilter",
  webHook: "serviceWebHook",
};
export const settingsFields = Object.keys(paths) as SettingsField[];
const maxWord = 100;
const maxWords = 10_000;

export function toDraft(settings: AppSettings): SettingsDraft {
  const { signatures, features, hooks } = settings;
  return {
    signLogin: signatures.login,
    signConversations: signatures.conversations,
    signBlacklist: signatures.blacklist,
    ...features,
    hookUrl: hooks.url ?? "",
    hooks: [...hooks.enabled].sort(),
    refuseOnFailure: hooks.refuseOnFailure,
    timeoutMs: String(hooks.timeoutMs),
    words: settings.wordFilter.join("\n"),
    webHook: settings.serviceWebHook ?? "",
  };
}

export function toSettings(draft: SettingsDraft): AppSettings {
  return {
    signatures: {
      login: draft.signLogin,
      conversations: draft.signConversations,
      blacklist: draft.signBlacklist,
    },
    features: { edit: draft.edit, recall: draft.recall, roles: draft.roles, blacklist: draft.blacklist },
    hooks: {
      url: draft.hookUrl.trim() || null,
      enabled: [...draft.hooks],
      refuseOnFailure: draft.refuseOnFailure,
      timeoutMs: Number(draft.timeoutMs),
    },
    wordFilter: readWords(draft.words).words,
    serviceWebHook: draft.webHook.trim() || null,
  };
}

/** The words of a pasted list, one a line, each once whatever its capitals; and what of it cannot be used. */
export function readWords(text: string): { words: string[]; repeated: number; tooLong: string[] } {
  const words = new Map<string, string>();
  const tooLong: string[] = [];
  let repeated = 0;
  for (const line of text.split("\n")) {
    const word = line.trim();
    const key = word.toLowerCase();
    if (word === "") continue;
    if (word.length > maxWord) tooLong.push(word);
    else if (words.has(key)) repeated += 1;
    else words.set(key, word);
  }
  return { words: [...words.values()], repeated, tooLong };
}

/** Which fields differ. */
export function changedFields(a: SettingsDraft, b: SettingsDraft): SettingsField[] {
  return settingsFields.filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));
}

/** What is typed, laid over what somebody else has saved meanwhile: of each field the one that was changed, one's own where both were. */
export function mergeDrafts(
  base: SettingsDraft,
  mine: SettingsDraft,
  theirs: SettingsDraft,
): { draft: SettingsDraft; changedByOthers: SettingsField[]; changedByBoth: SettingsField[] } {
  const own = changedFields(base, mine);
  const changedByOthers = changedFields(base, theirs);
  const kept = Object.fromEntries(own.map((field) => [field, mine[field]]));
  const differing = changedFields(mine, theirs);
  return {
    draft: { ...theirs, ...kept },
    changedByOthers,
    changedByBoth: changedByOthers.filter((field) => own.includes(field) && differing.includes(field)),
  };
}

/** The settings as they were saved, with what was typed since they were sent. */
export function keepTyped(draft: SettingsDraft, sent: AppSettings, saved: AppSettings): SettingsDraft {
  const typed = changedFields(toDraft(sent), toDraft(toSettings(draft)));
  return { ...toDraft(saved), ...Object.fromEntries(typed.map((field) => [field, draft[field]])) };
}

export type SettingsProblem = "url" | "timeout" | "wordTooLong" | "tooManyWords";

/** What the server would refuse, by field. */
export function problemsOf(draft: SettingsDraft): Partial<Record<SettingsField, SettingsProblem>> {
  const problems: Partial<Record<SettingsField, SettingsProblem>> = {};
  if (!isUrl(draft.hookUrl)) problems.hookUrl = "url";
  if (!isUrl(draft.webHook)) problems.webHook = "url";
  const timeout = Number(draft.timeoutMs);
  if (!/^\d+$/.test(draft.timeoutMs.trim()) || timeout < 100 || timeout > 15_000)
    problems.timeoutMs = "timeout";
  const { words, tooLong } = readWords(draft.words);
  if (tooLong.length > 0) problems.words = "wordTooLong";
  else if (words.length > maxWords) problems.words = "tooManyWords";
  return problems;
}

function isUrl(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === "" || (/^https?:\/\//i.test(trimmed) && URL.canParse(trimmed));
}

/** The API's words about each field, by the field. */
export function errorsByField(errors: Record<string, string>): Partial<Record<SettingsField, string>> {
  return Object.fromEntries(
    settingsFields.flatMap((field) => {
      const path = `settings.${paths[field]}`;
      const found = Object.entries(errors).find(([at]) => at === path || at.startsWith(`${path}.`));
      return found ? [[field, found[1]]] : [];
    }),
  );
}

/** Signature checks that are off now and would be on: clients without a signature are refused from then on. */
export function newlySigned(base: SettingsDraft, draft: SettingsDraft) {
  const checks = ["signLogin", "signConversations", "signBlacklist"] as const;
  return checks.filter((field) => draft[field] && !base[field]);
}
