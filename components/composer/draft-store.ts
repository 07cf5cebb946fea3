import { type ContentDraft, emptyContent, isContentEmpty } from "./content-draft";

/** A message being written: its content and how it is to be sent. */
export interface ComposerDraft {
  content: ContentDraft;
  from: string;
  mentions: string[];
  mentionAll: boolean;
  isTransient: boolean;
  noSync: boolean;
  priority: "high" | "normal" | "low";
  /** Push content as JSON text; empty for none. */
  pushData: string;
}

type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A draft with nothing in it. */
export function emptyDraft(from = ""): ComposerDraft {
  return {
    content: emptyContent(),
    from,
    mentions: [],
    mentionAll: false,
    isTransient: false,
    noSync: false,
    priority: "normal",
    pushData: "",
  };
}

/** What stays for the next message once one is sent: who writes, and how important. */
export function nextDraft(draft: ComposerDraft): ComposerDraft {
  return { ...emptyDraft(draft.from), priority: draft.priority };
}

/** Whether there is something to lose. */
export function hasContent(draft: ComposerDraft): boolean {
  return !isContentEmpty(draft.content) || draft.pushData.trim() !== "" || draft.mentions.length > 0;
}

/** Reads a kept draft; anything that is missing or of the wrong type in it is as in an empty one. */
export function loadDraft(storage: DraftStorage | undefined, key: string, from = ""): ComposerDraft {
  const blank = emptyDraft(from);
  const kept = parse(storage, key);
  if (!kept) return blank;
  const content = isRecord(kept.content) ? { ...blank.content, ...strings(kept.content) } : blank.content;
  return {
    content: isKind(content.kind) ? content : { ...content, kind: "text" },
    from: typeof kept.from === "string" && kept.from !== "" ? kept.from : from,
    mentions: Array.isArray(kept.mentions) ? kept.mentions.filter((id) => typeof id === "string") : [],
    mentionAll: kept.mentionAll === true,
    isTransient: kept.isTransient === true,
    noSync: kept.noSync === true,
    priority: kept.priority === "high" || kept.priority === "low" ? kept.priority : "normal",
    pushData: typeof kept.pushData === "string" ? kept.pushData : "",
  };
}

/** Keeps a draft, or forgets it when there is nothing in it. A full storage costs only the keeping. */
export function saveDraft(storage: DraftStorage | undefined, key: string, draft: ComposerDraft): boolean {
  try {
    if (hasContent(draft)) storage?.setItem(key, JSON.stringify(draft));
    else storage?.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

function parse(storage: DraftStorage | undefined, key: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(storage?.getItem(key) ?? "null");
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function strings(value: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function isKind(kind: string): boolean {
  return ["text", "image", "video", "audio", "file", "location", "json"].includes(kind);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
