import { type FieldPath, parseFieldPath } from "./field-path";
import { isJsonObject, type JsonObject, type JsonValue, JsonValueError, readJsonValue } from "./json-value";

/** One change of one field. */
export type FieldOp =
  | { kind: "set"; path: FieldPath; value: JsonValue }
  | { kind: "delete"; path: FieldPath }
  | { kind: "add" | "add-unique" | "remove"; path: FieldPath; values: JsonValue[] }
  | { kind: "increment"; path: FieldPath; amount: number }
  | { kind: "bit-and" | "bit-or" | "bit-xor"; path: FieldPath; mask: number };

/** Changes to apply in order, as one step. */
export type FieldOps = FieldOp[];

export type FieldOpsErrorCode = "malformed" | "bad-key" | "read-only" | "unsupported" | "type-mismatch";

/** Why a change was refused; `field` is the dotted key of the column. */
export class FieldOpsError extends Error {
  override readonly name = "FieldOpsError";
  constructor(
    readonly code: FieldOpsErrorCode,
    message: string,
    readonly field: string,
  ) {
    super(message);
  }
}

/** Columns that the server alone writes. */
export const readOnlyColumns: ReadonlySet<string> = new Set([
  "objectId",
  "createdAt",
  "updatedAt",
  "lm",
  "tr",
  "sys",
  "unique",
  "uniqueId",
  "conv_type",
  "temp",
  "className",
]);

const unsupportedOps = new Set(["AddRelation", "RemoveRelation", "Batch"]);
const arrayKinds = new Map<string, "add" | "add-unique" | "remove">([
  ["Add", "add"],
  ["AddUnique", "add-unique"],
  ["Remove", "remove"],
]);
const bitKinds = new Map<string, "bit-and" | "bit-or" | "bit-xor">([
  ["BitAnd", "bit-and"],
  ["BitOr", "bit-or"],
  ["BitXor", "bit-xor"],
]);

function readValue(value: unknown, field: string): JsonValue {
  try {
    return readJsonValue(value, field);
  } catch (error) {
    if (error instanceof JsonValueError) throw new FieldOpsError("malformed", error.message, field);
    throw error;
  }
}

function readAmount(amount: unknown): number | null {
  if (amount === undefined) return 1;
  return typeof amount === "number" && Number.isFinite(amount) ? amount : null;
}

function readOp(path: FieldPath, op: Record<string, unknown>, field: string): FieldOp {
  const { __op: name, objects, value } = op;
  const malformed = new FieldOpsError("malformed", `Malformed operation on ${field}`, field);
  if (typeof name !== "string") throw malformed;
  if (unsupportedOps.has(name)) throw new FieldOpsError("unsupported", `${name} is not supported`, field);
  if (name === "Delete") return { kind: "delete", path };
  const amount = readAmount(op.amount);
  if (name === "Increment" && amount !== null) return { kind: "increment", path, amount };
  if (name === "Decrement" && amount !== null) return { kind: "increment", path, amount: -amount };
  const arrayKind = arrayKinds.get(name);
  if (arrayKind && Array.isArray(objects)) {
    return { kind: arrayKind, path, values: objects.map((item) => readValue(item, field)) };
  }
  const bitKind = bitKinds.get(name);
  if (bitKind && Number.isSafeInteger(value)) return { kind: bitKind, path, mask: Number(value) };
  throw malformed;
}

function readEntry(key: string, value: unknown): FieldOp {
  const path = parseFieldPath(key);
  if (!path) throw new FieldOpsError("bad-key", `Invalid key name: ${key.slice(0, 80)}`, key);
  if (readOnlyColumns.has(path[0])) throw new FieldOpsError("read-only", `${path[0]} is read-only`, key);
  if (isJsonObject(value) && Object.hasOwn(value, "__op")) return readOp(path, value, key);
  return { kind: "set", path, value: readValue(value, key) };
}

/**
 * Parses the body of a storage update: plain values, and `{__op}` operations.
 * @throws FieldOpsError
 */
export function parseFieldOps(body: unknown): FieldOps {
  if (!isJsonObject(body)) throw new FieldOpsError("malformed", "Expected an object", "");
  return Object.entries(body).map(([key, value]) => readEntry(key, value));
}

function bits(kind: "bit-and" | "bit-or" | "bit-xor", a: bigint, b: bigint): number {
  if (kind === "bit-and") return Number(a & b);
  return Number(kind === "bit-or" ? a | b : a ^ b);
}

function nextArray(
  op: { kind: "add" | "add-unique" | "remove"; values: JsonValue[] },
  old: JsonValue[],
): JsonValue[] {
  if (op.kind === "add") return [...old, ...op.values];
  if (op.kind === "remove") {
    const gone = new Set(op.values.map((value) => JSON.stringify(value)));
    return old.filter((item) => !gone.has(JSON.stringify(item)));
  }
  const known = new Set(old.map((item) => JSON.stringify(item)));
  const fresh = new Map(op.values.map((value) => [JSON.stringify(value), value]));
  return [...old, ...[...fresh].filter(([key]) => !known.has(key)).map(([, value]) => value)];
}

/** The field's new value, or undefined when it is to be absent. */
function nextValue(op: FieldOp, old: JsonValue | undefined): JsonValue | undefined {
  const field = op.path.join(".");
  switch (op.kind) {
    case "set":
      return op.value;
    case "delete":
      return undefined;
    case "add":
    case "add-unique":
    case "remove":
      if (old !== undefined && old !== null && !Array.isArray(old)) {
        throw new FieldOpsError("type-mismatch", `${field} is not an array`, field);
      }
      return nextArray(op, old ?? []);
    case "increment": {
      const sum = typeof (old ?? 0) === "number" ? Number(old ?? 0) + op.amount : Number.NaN;
      if (!Number.isFinite(sum)) throw new FieldOpsError("type-mismatch", `${field} is not a number`, field);
      return sum;
    }
    default:
      if (!Number.isSafeInteger(old ?? 0)) {
        throw new FieldOpsError("type-mismatch", `${field} is not a whole number`, field);
      }
      return bits(op.kind, BigInt(Number(old ?? 0)), BigInt(op.mask));
  }
}

/** `own` holds the objects that this change has made: a copy for each of many operations would take for ever. */
function applyAt(fields: JsonObject, op: FieldOp, depth: number, own: Set<JsonObject>): JsonObject {
  const key = op.path[depth] ?? "";
  const old = Object.hasOwn(fields, key) ? fields[key] : undefined;
  let next: JsonValue | undefined;
  if (depth === op.path.length - 1) next = nextValue(op, old);
  else if (old === undefined || old === null) {
    if (op.kind === "delete" || op.kind === "remove") return fields;
    next = applyAt({}, op, depth + 1, own);
  } else if (isJsonObject(old) && !("__type" in old)) next = applyAt(old, op, depth + 1, own);
  else
    throw new FieldOpsError(
      "type-mismatch",
      `${op.path.slice(0, depth + 1).join(".")} is not an object`,
      op.path.join("."),
    );
  const copy = own.has(fields) ? fields : { ...fields };
  own.add(copy);
  if (next === undefined) delete copy[key];
  else copy[key] = next;
  return copy;
}

/**
 * Applies changes to a row's fields and says which columns changed. The input stays as it was.
 * @throws FieldOpsError with code type-mismatch
 */
export function applyFieldOps(fields: JsonObject, ops: FieldOps): { fields: JsonObject; changed: string[] } {
  const own = new Set<JsonObject>();
  const next = ops.reduce((current, op) => applyAt(current, op, 0, own), fields);
  const columns = new Set(ops.map((op) => op.path[0]));
  const changed = [...columns].filter((column) => next[column] !== fields[column]);
  return { fields: next, changed };
}
