import { z } from "zod";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import { isJsonObject } from "@/lib/protocol/json-value";
import { parseWhere, whereLimits } from "@/lib/protocol/where";
import type { ImContext } from "../../services/context";
import { ImError } from "../../services/errors";
import type { Access } from "../auth";
import { storageQuery } from "../parse-query";
import { findReadable } from "./access";
import type { StoredObject } from "./class-handler";
import { handlerOf } from "./class-handlers";

/** How many inner queries one request may hold, all levels together. */
const MAX_QUERIES = 10;

const innerSchema = z.object({
  className: z.string().max(64),
  where: z.unknown(),
  order: z.string().max(1000).optional(),
  limit: z.union([z.number(), z.string()]).optional(),
  skip: z.number().int().nonnegative().optional(),
});
const selectSchema = z.object({ query: innerSchema, key: z.string().min(1).max(200) });

const operators = {
  $inQuery: { negated: false, values: pointersOf },
  $notInQuery: { negated: true, values: pointersOf },
  $select: { negated: false, values: valuesOf },
  $dontSelect: { negated: true, values: valuesOf },
};
type SubOperator = keyof typeof operators;
type Run = { context: ImContext; access: Access; left: number };

/** Whether the text of a `where` may hold inner queries; most do not, and need no walk. */
export function mayHaveSubQueries(text: string): boolean {
  return /\$(?:inQuery|notInQuery|select|dontSelect)"/.test(text);
}

/**
 * Runs the inner queries of a decoded `where` and puts what they found in their place: `$inQuery`
 * and `$notInQuery` become the pointers, `$select` and `$dontSelect` the values of a key. An inner
 * query sees what its caller may read, 100 objects unless its `limit` says more (at most 1000).
 * @throws ImError 102 for more than ten inner queries or a thousand values, 101 an unknown class
 */
export function resolveSubQueries(context: ImContext, access: Access, where: unknown): Promise<unknown> {
  return resolve({ context, access, left: MAX_QUERIES }, where);
}

async function resolve(run: Run, where: unknown): Promise<unknown> {
  if (Array.isArray(where)) {
    const items: unknown[] = [];
    for (const item of where) items.push(await resolve(run, item));
    return items;
  }
  if (!isJsonObject(where)) return where;
  const conditions: unknown[] = [];
  const plain: [string, unknown][] = [];
  for (const [key, value] of Object.entries(where)) {
    if (key === "$and" || key === "$or") plain.push([key, await resolve(run, value)]);
    else if (!isJsonObject(value) || !Object.keys(value).some(isSubOperator)) plain.push([key, value]);
    else conditions.push(...(await resolveField(run, key, value)));
  }
  const rest = Object.fromEntries(plain);
  return conditions.length === 0 ? rest : [rest, ...conditions];
}

/** The conditions of one field, each as a `where` of its own: all of them must hold. */
async function resolveField(run: Run, key: string, value: Record<string, unknown>): Promise<unknown[]> {
  const conditions: unknown[] = [];
  const plain: [string, unknown][] = [];
  for (const [operator, operand] of Object.entries(value)) {
    if (!isSubOperator(operator)) {
      plain.push([operator, operand]);
      continue;
    }
    const { negated, values } = operators[operator];
    conditions.push({ [key]: { [negated ? "$nin" : "$in"]: await values(run, operand) } });
  }
  return plain.length === 0 ? conditions : [{ [key]: Object.fromEntries(plain) }, ...conditions];
}

async function pointersOf(run: Run, operand: unknown): Promise<unknown[]> {
  const query = innerSchema.parse(operand);
  const objects = await find(run, query);
  return objects.map(({ objectId }) => ({ __type: "Pointer", className: query.className, objectId }));
}

async function valuesOf(run: Run, operand: unknown): Promise<unknown[]> {
  const { query, key } = selectSchema.parse(operand);
  const found = new Map<string, unknown>();
  for (const object of await find(run, query)) {
    const value = valueAt(object.wire, key.split("."));
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) found.set(JSON.stringify(item), item);
    }
    if (found.size > whereLimits.values) {
      throw new ImError(
        restErrorCodes.invalidQuery,
        `An inner query gave more than ${whereLimits.values} values.`,
      );
    }
  }
  return [...found.values()];
}

function valueAt(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) return value;
  if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
  return valueAt(value[key], rest);
}

async function find(run: Run, query: z.output<typeof innerSchema>): Promise<StoredObject[]> {
  if (run.left === 0) {
    throw new ImError(restErrorCodes.invalidQuery, `A query has at most ${MAX_QUERIES} inner queries.`);
  }
  run.left -= 1;
  const handler = handlerOf(query.className);
  const page = storageQuery(query, parseWhere(await resolve(run, query.where)));
  return (await findReadable(run.context, run.access, handler, page)).objects;
}

function isSubOperator(name: string): name is SubOperator {
  return Object.hasOwn(operators, name);
}
