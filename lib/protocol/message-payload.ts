import { z } from "zod";
import { base64Length } from "./message-bytes";

/** `_lctype` of the built-in rich messages. Positive numbers belong to the app, 0 is reserved. */
export const messageTypes = {
  text: -1,
  image: -2,
  audio: -3,
  video: -4,
  location: -5,
  file: -6,
  recalled: -127,
} as const;

/** A file as `_lcfile` describes it; `name` and `size` stand in `metaData` or, for files, beside `url`. */
export type MessageFile = {
  url: string;
  objectId: string | null;
  name: string | null;
  /** In bytes. */
  size: number | null;
  format: string | null;
  mimeType: string | null;
  width: number | null;
  height: number | null;
  /** In seconds. */
  duration: number | null;
  metaData: Record<string, unknown>;
};

type Common = { text: string | null; attributes: Record<string, unknown> | null };

export type FileMessageKind = "image" | "audio" | "video" | "file";

/** What a message's data means. `json` holds the whole decoded body where the kind says too little. */
export type MessagePayload =
  | (Common & { kind: "text"; text: string })
  | (Common & { kind: FileMessageKind; file: MessageFile })
  | (Common & { kind: "location"; longitude: number; latitude: number })
  | (Common & { kind: "recalled" })
  | (Common & { kind: "custom"; type: number; json: Record<string, unknown> })
  /** Text that is no typed message; `json` when it is some other JSON object or array. */
  | { kind: "unknown"; text: string; json: unknown }
  | { kind: "binary"; base64: string; size: number };

const name = z.string().nullish().catch(null);
const number = z.number().nullish().catch(null);

const fileSchema = z.object({
  _lcfile: z.looseObject({
    url: z.string().min(1),
    objId: name,
    name,
    size: number,
    metaData: z.looseObject({}).nullish().catch(null),
  }),
});
const metaSchema = z.object({
  name,
  size: number,
  format: name,
  mime_type: name,
  mimeType: name,
  width: number,
  height: number,
  duration: number,
});
const locationSchema = z.object({ _lcloc: z.object({ longitude: z.number(), latitude: z.number() }) });

/**
 * Reads what `data` says. Never throws: whatever is not a well-formed typed message is `unknown`.
 * `binary` messages carry base64. Source: LeanCloud's rich message format (REST guide 1.1).
 */
export function parseMessagePayload(data: string, binary = false): MessagePayload {
  if (binary) return { kind: "binary", base64: data, size: base64Length(data) };
  const json = decode(data);
  if (!isRecord(json)) return { kind: "unknown", text: data, json };
  return typedPayload(json) ?? { kind: "unknown", text: data, json };
}

function typedPayload(json: Record<string, unknown>): MessagePayload | null {
  const type = json._lctype;
  if (typeof type !== "number") return null;
  const common = readCommon(json);
  switch (type) {
    case messageTypes.text:
      return { ...common, kind: "text", text: common.text ?? "" };
    case messageTypes.image:
      return filePayload("image", json, common);
    case messageTypes.audio:
      return filePayload("audio", json, common);
    case messageTypes.video:
      return filePayload("video", json, common);
    case messageTypes.file:
      return filePayload("file", json, common);
    case messageTypes.location: {
      const parsed = locationSchema.safeParse(json);
      return parsed.success ? { ...common, kind: "location", ...parsed.data._lcloc } : null;
    }
    case messageTypes.recalled:
      return { ...common, kind: "recalled" };
    default:
      return type > 0 && Number.isInteger(type) ? { ...common, kind: "custom", type, json } : null;
  }
}

function readCommon(json: Record<string, unknown>): Common {
  const { _lctext: text, _lcattrs: attributes } = json;
  return {
    text: typeof text === "string" ? text : null,
    attributes: isRecord(attributes) ? attributes : null,
  };
}

function filePayload(
  kind: FileMessageKind,
  json: Record<string, unknown>,
  common: Common,
): MessagePayload | null {
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return null;
  const file = parsed.data._lcfile;
  const meta = metaSchema.parse(file.metaData ?? {});
  return {
    ...common,
    kind,
    file: {
      url: file.url,
      objectId: file.objId ?? null,
      name: meta.name ?? file.name ?? null,
      size: meta.size ?? file.size ?? null,
      format: meta.format ?? null,
      mimeType: meta.mime_type ?? meta.mimeType ?? null,
      width: meta.width ?? null,
      height: meta.height ?? null,
      duration: meta.duration ?? null,
      metaData: file.metaData ?? {},
    },
  };
}

function decode(data: string): unknown {
  const first = data.trimStart()[0];
  if (first !== "{" && first !== "[") return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
