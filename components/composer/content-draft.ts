import { jsonText } from "@/components/ui/json-text";

/** The kinds of message a person can compose. `json`: any body, sent exactly as typed. */
export const contentKinds = ["text", "image", "video", "audio", "file", "location", "json"] as const;
export type ContentKind = (typeof contentKinds)[number];

/**
 * Everything typed so far, of every kind at once: changing the kind and back loses nothing. Plain JSON, so that it
 * can be kept as a draft. Numbers stay as typed until the message is made.
 */
export interface ContentDraft {
  kind: ContentKind;
  /** The text of a text message, or the words beside a file or place. */
  text: string;
  url: string;
  name: string;
  size: string;
  format: string;
  width: string;
  height: string;
  duration: string;
  latitude: string;
  longitude: string;
  /** `_lcattrs` as JSON; empty for none. */
  attributes: string;
  json: string;
}

export type ContentField = keyof Omit<ContentDraft, "kind">;
export interface ContentError {
  field: ContentField;
  code: "empty" | "url" | "number" | "latitude" | "longitude" | "json" | "object";
}
export type OutgoingData = { data: string; error: null } | { data: null; error: ContentError };

const types: Record<Exclude<ContentKind, "json">, number> = {
  text: -1,
  image: -2,
  audio: -3,
  video: -4,
  location: -5,
  file: -6,
};

const blank: ContentDraft = {
  kind: "text",
  text: "",
  url: "",
  name: "",
  size: "",
  format: "",
  width: "",
  height: "",
  duration: "",
  latitude: "",
  longitude: "",
  attributes: "",
  json: "",
};

/** A draft with nothing in it. */
export function emptyContent(kind: ContentKind = "text"): ContentDraft {
  return { ...blank, kind };
}

/** Whether nothing at all was typed, whatever the kind. */
export function isContentEmpty(draft: ContentDraft): boolean {
  return Object.entries(draft).every(([field, value]) => field === "kind" || value.trim() === "");
}

/** The message's body as it goes over the wire, or the first thing that is missing or wrong. */
export function toOutgoingData(draft: ContentDraft): OutgoingData {
  if (draft.kind === "json") return jsonData(draft.json);
  const attributes = readAttributes(draft.attributes);
  if (!attributes.ok) return fail("attributes", attributes.code);
  const common = { _lctype: types[draft.kind], _lctext: draft.text === "" ? undefined : draft.text };
  const tail = { _lcattrs: attributes.value };
  if (draft.kind === "text") {
    return draft.text.trim() === "" ? fail("text", "empty") : ok({ ...common, ...tail });
  }
  if (draft.kind === "location") {
    const latitude = readNumber(draft.latitude);
    if (latitude === undefined || Math.abs(latitude) > 90) return fail("latitude", "latitude");
    const longitude = readNumber(draft.longitude);
    if (longitude === undefined || Math.abs(longitude) > 180) return fail("longitude", "longitude");
    return ok({ ...common, _lcloc: { latitude, longitude }, ...tail });
  }
  return fileData(draft, common, tail);
}

function fileData(draft: ContentDraft, common: object, tail: object): OutgoingData {
  if (!isWebAddress(draft.url)) return fail("url", draft.url.trim() === "" ? "empty" : "url");
  const measures: Partial<Record<ContentField, number>> = {};
  for (const field of ["size", "width", "height", "duration"] as const) {
    if (!hasField(draft.kind, field) || draft[field].trim() === "") continue;
    const value = readNumber(draft[field]);
    if (value === undefined || value < 0) return fail(field, "number");
    measures[field] = value;
  }
  const name = draft.name.trim() || undefined;
  const format = draft.format.trim() || undefined;
  const metaData = { name, format, ...measures };
  const beside = draft.kind === "file" ? { name, size: measures.size } : {};
  return ok({ ...common, _lcfile: { url: draft.url.trim(), ...beside, metaData }, ...tail });
}

/** Which measures a kind of file has. */
export function hasField(kind: ContentKind, field: "size" | "width" | "height" | "duration"): boolean {
  if (field === "size") return true;
  if (field === "duration") return kind === "audio" || kind === "video";
  return kind === "image" || kind === "video";
}

/**
 * Reads a body (pasted, or of a message to edit) into a draft of its kind; null when it is not JSON with `_lctype`.
 * What has no field of its own stays JSON, so that nothing in it is lost.
 */
export function contentFromJson(text: string): ContentDraft | null {
  const body = parseObject(text);
  if (!body || typeof body._lctype !== "number") return null;
  const asJson: ContentDraft = { ...emptyContent("json"), json: text };
  const kind = contentKinds.find((one) => one !== "json" && types[one] === body._lctype);
  if (!kind) return asJson;
  const draft = fillDraft(emptyContent(kind), body);
  const made = toOutgoingData(draft);
  const isWhole = made.data !== null && sameJson(parseObject(made.data), body);
  return isWhole ? draft : asJson;
}

function fillDraft(draft: ContentDraft, body: Record<string, unknown>): ContentDraft {
  const file = isObject(body._lcfile) ? body._lcfile : {};
  const meta = isObject(file.metaData) ? file.metaData : {};
  const place = isObject(body._lcloc) ? body._lcloc : {};
  return {
    ...draft,
    text: typeof body._lctext === "string" ? body._lctext : "",
    attributes: isObject(body._lcattrs) ? jsonText(body._lcattrs) : "",
    url: asText(file.url),
    name: asText(meta.name),
    format: asText(meta.format),
    size: asText(meta.size),
    width: asText(meta.width),
    height: asText(meta.height),
    duration: asText(meta.duration),
    latitude: asText(place.latitude),
    longitude: asText(place.longitude),
  };
}

function jsonData(text: string): OutgoingData {
  if (text.trim() === "") return fail("json", "empty");
  try {
    JSON.parse(text);
  } catch {
    return fail("json", "json");
  }
  return { data: text.trim(), error: null };
}

function readAttributes(text: string): { ok: true; value: unknown } | { ok: false; code: "json" | "object" } {
  if (text.trim() === "") return { ok: true, value: undefined };
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { ok: true, value } : { ok: false, code: "object" };
  } catch {
    return { ok: false, code: "json" };
  }
}

function readNumber(text: string): number | undefined {
  const value = text.trim() === "" ? Number.NaN : Number(text.trim());
  return Number.isFinite(value) ? value : undefined;
}

function isWebAddress(text: string): boolean {
  const url = URL.parse ? URL.parse(text.trim()) : safeUrl(text.trim());
  return url !== null && (url.protocol === "https:" || url.protocol === "http:");
}

function safeUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const asText = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
const ok = (body: object): OutgoingData => ({ data: JSON.stringify(body), error: null });
const fail = (field: ContentField, code: ContentError["code"]): OutgoingData => ({
  data: null,
  error: { field, code },
});
