import { isUtf8 } from "node:buffer";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import { ImError } from "../services/errors";

/** Deepest nesting of objects and arrays that a request may have. */
const MAX_DEPTH = 64;
/** A short text cannot nest deeper than half its length. */
const SHORT = MAX_DEPTH * 2;
const SUSPECT = /__proto__|\\u00/;

/**
 * Decodes JSON that came from outside: not nested too deeply, without keys that reach a prototype.
 * @throws ImError 107 not JSON or too deep, 105 a forbidden key
 */
export function parseJson(text: string): unknown {
  if (text.length > SHORT && depthOf(text) > MAX_DEPTH) {
    throw new ImError(restErrorCodes.invalidJson, `JSON is nested more than ${MAX_DEPTH} deep.`);
  }
  const value = decode(text);
  if (SUSPECT.test(text)) refuseProtoKeys(value);
  return value;
}

/**
 * Decodes the JSON of a body.
 * @throws ImError 107 not UTF-8, and as `parseJson` does
 */
export function parseJsonBytes(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new ImError(restErrorCodes.invalidJson, "Malformed JSON: not UTF-8.");
  return parseJson(bytes.toString("utf8"));
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ImError(restErrorCodes.invalidJson, "Malformed JSON.");
  }
}

/** The deepest nesting in a text, strings skipped; a malformed text may count too much, never too little. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === 0x22) index = endOfString(text, index);
    else if (char === 0x7b || char === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (char === 0x7d || char === 0x5d) depth -= 1;
  }
  return deepest;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  for (let index = at - 1; text.charCodeAt(index) === 0x5c; index -= 1) slashes += 1;
  return slashes % 2 === 1;
}

function refuseProtoKeys(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (Object.hasOwn(value, "__proto__")) {
    throw new ImError(restErrorCodes.invalidKey, "Invalid key name: __proto__.");
  }
  for (const item of Object.values(value)) refuseProtoKeys(item);
}
