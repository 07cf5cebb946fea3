import { z } from "zod";

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
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

const dateSchema = z.object({ __type: z.literal("Date"), iso: z.string().max(40) });
const pointerSchema = z.object({
  __type: z.literal("Pointer"),
  className: z.string().max(200),
  objectId: z.string().max(200),
});
const bytesSchema = z.object({ __type: z.literal("Bytes"), base64: z.base64() });

/** Why a value cannot be kept; `path` leads to the bad part, as `$.a[0].b`. */
export class JsonValueError extends Error {
  override readonly name = "JsonValueError";
  constructor(
    message: string,
    readonly path: string,
  ) {
    super(`${message} at ${path}`);
  }
}

/** The canonical form of a `{__type: "Date"}` value. */
export function dateValue(time: number): JsonObject {
  return { __type: "Date", iso: new Date(time).toISOString() };
}

/** Milliseconds of a `{__type: "Date"}` value, or null when it is not one. */
export function timeOf(value: unknown): number | null {
  const parsed = dateSchema.safeParse(value);
  if (!parsed.success) return null;
  const time = Date.parse(parsed.data.iso);
  return Number.isNaN(time) ? null : time;
}

function canonicalTyped(value: object, type: unknown, path: string): JsonObject | null {
  if (type === "Date") {
    const time = timeOf(value);
    if (time === null) throw new JsonValueError("Date with an unreadable iso", path);
    return dateValue(time);
  }
  if (type === "Pointer") {
    const parsed = pointerSchema.safeParse(value);
    if (!parsed.success) throw new JsonValueError("Pointer without className and objectId", path);
    return { __type: "Pointer", className: parsed.data.className, objectId: parsed.data.objectId };
  }
  if (type === "Bytes") {
    const parsed = bytesSchema.safeParse(value);
    if (!parsed.success) throw new JsonValueError("Bytes without base64", path);
    return { __type: "Bytes", base64: parsed.data.base64 };
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
  if ("__type" in value) {
    const typed = canonicalTyped(value, value.__type, path);
    if (typed) return typed;
  }
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (isForbiddenKey(key)) throw new JsonValueError(`Key "${key}" is not allowed`, path);
    copy[key] = canonicalValue(item, `${path}.${key}`, depth + 1);
  }
  return copy;
}
