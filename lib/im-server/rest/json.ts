import { isUtf8 } from "node:buffer";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import { ImError } from "../services/errors";

/** Deepest nesting of objects and arrays that a request may have. */
const MAX_DEPTH = 64;
/** Most commas and colons: a request of more is work for seconds, which everybody else would wait for. */
const MAX_ENTRIES = 100_000;
/** A short text cannot nest deeper than half its length. */
const SHORT = MAX_DEPTH * 2;
const SUSPECT = /__proto__|\\u00/;

/**
 * Decodes JSON that came from outside: of bounded depth and size, without keys that reach a prototype.
 * @throws ImError 107 not JSON, too deep or too much, 105 a forbidden key
 */
export function parseJson(text: string): unknown {
  if (text.length > SHORT) checkShape(text);
  const value = decode(text);
  if (SUSPECT.test(text)) refuseProtoKeys(value);
  return value;
}

/**
 * Decodes the JSON of a body.
 * @throws ImError 107 not UTF-8, and as `parseJson` does
 */
export function parseJsonBytes(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw refused("Malformed JSON: not UTF-8.");
  return parseJson(bytes.toString("utf8"));
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused("Malformed JSON.");
  }
}

/**
 * Looks at a text before it is decoded, strings skipped; a malformed one may count too much, never too little.
 * @throws ImError 107 nested too deeply, or too many entries
 */
function checkShape(text: string): void {
  let depth = 0;
  let entries = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === 0x22) index = endOfString(text, index);
    else if (char === 0x2c || char === 0x3a) entries += 1;
    else if (char === 0x7d || char === 0x5d) depth -= 1;
    else if (char === 0x7b || char === 0x5b) {
      depth += 1;
      if (depth > MAX_DEPTH) throw refused(`JSON is nested more than ${MAX_DEPTH} deep.`);
    }
  }
  if (entries > MAX_ENTRIES) throw refused(`JSON has more than ${MAX_ENTRIES} commas and colons.`);
}

function refused(message: string): ImError {
  return new ImError(restErrorCodes.invalidJson, message);
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
