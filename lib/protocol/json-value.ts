/** A JSON value as it travels in LeanCloud bodies. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** Deepest nesting that a stored value may have. */
export const maxValueDepth = 20;

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Whether a key could reach an object's prototype and must be refused wherever it appears. */
export function isForbiddenKey(key: string): boolean {
  return forbiddenKeys.has(key);
}

/** Whether a decoded JSON value is an object. (`z.record` would drop `__proto__` unseen.) */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject;
export function isJsonObject(value: unknown): value is Record<string, unknown>;
export function isJsonObject(value: unknown): boolean {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Whether every text and key of a decoded JSON value has a UTF-8; lone surrogates have none. */
export function isWellFormed(value: unknown): boolean {
  if (typeof value === "string") return !/\p{Surrogate}/u.test(value);
  if (Array.isArray(value)) return value.every(isWellFormed);
  if (!isJsonObject(value)) return true;
  return Object.entries(value).every(([key, item]) => isWellFormed(key) && isWellFormed(item));
}

const maxNameLength = 200;
const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length <= maxNameLength;
}

/** Why a value cannot be kept; `path` leads to the bad part, as `$.a[0].b`. */
export class JsonValueError extends Error {
  override readonly name = "JsonValueError";
  constructor(
    readonly problem: string,
    readonly path: string,
  ) {
    super(`${problem} at ${path}`);
  }
}

/** The canonical form of a `{__type: "Date"}` value. */
export function dateValue(time: number): JsonObject {
  return { __type: "Date", iso: new Date(time).toISOString() };
}

/** Milliseconds of a `{__type: "Date"}` value, or null when it is not one. */
export function timeOf(value: unknown): number | null {
  if (!isJsonObject(value) || value.__type !== "Date" || !isName(value.iso)) return null;
  const time = Date.parse(value.iso);
  return Number.isNaN(time) ? null : time;
}

function canonicalTyped(value: Record<string, unknown>, path: string): JsonObject | null {
  const type = value.__type;
  if (type === "Date") {
    const time = timeOf(value);
    if (time === null) throw new JsonValueError("Date with an unreadable iso", path);
    return dateValue(time);
  }
  if (type === "Pointer") {
    const { className, objectId } = value;
    if (isName(className) && isName(objectId)) return { __type: "Pointer", className, objectId };
    throw new JsonValueError("Pointer without className and objectId", path);
  }
  if (type === "Bytes") {
    const { base64 } = value;
    if (typeof base64 === "string" && base64Pattern.test(base64)) return { __type: "Bytes", base64 };
    throw new JsonValueError("Bytes without base64", path);
  }
  return null;
}

/**
 * Copies an unknown value into canonical JSON: `__type` objects get one key order and
 * one date format, so that equal values have equal texts.
 * @throws JsonValueError for what JSON cannot hold, prototype keys or too deep nesting.
 */
export function canonicalValue(value: unknown, path = "$", depth = 0): JsonValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return Object.is(value, -0) ? 0 : value;
  if (typeof value !== "object") throw new JsonValueError("Not a JSON value", path);
  if (depth >= maxValueDepth) throw new JsonValueError("Nested too deeply", path);
  if (Array.isArray(value)) {
    return value.map((item, index) => canonicalValue(item, `${path}[${index}]`, depth + 1));
  }
  if (!isJsonObject(value)) throw new JsonValueError("Not a JSON value", path);
  const typed = Object.hasOwn(value, "__type") ? canonicalTyped(value, path) : null;
  if (typed) return typed;
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (isForbiddenKey(key)) throw new JsonValueError(`Key "${key}" is not allowed`, path);
    copy[key] = canonicalValue(item, `${path}.${key}`, depth + 1);
  }
  return copy;
}

/**
 * A value that came from outside in canonical form.
 * @throws JsonValueError as `canonicalValue` does, and for text that could not be kept as it is
 */
export function readJsonValue(value: unknown, path = "$"): JsonValue {
  const canonical = canonicalValue(value, path);
  if (!isWellFormed(canonical)) throw new JsonValueError("Not well-formed Unicode", path);
  return canonical;
}
