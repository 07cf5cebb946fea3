import "server-only";
import { z } from "zod";
import type { ConversationListQuery } from "@/lib/contracts/conversations";

type ConversationFilter = Pick<
  ConversationListQuery,
  | "kind"
  | "q"
  | "member"
  | "creator"
  | "createdAfter"
  | "createdBefore"
  | "activeAfter"
  | "activeBefore"
  | "attr"
  | "where"
>;
type Condition = Record<string, unknown>;

/** A filter that cannot be read; `field` is the parameter that is wrong. */
export class FilterError extends Error {
  override readonly name = "FilterError";
  constructor(
    readonly field: "where" | "attr",
    message: string,
  ) {
    super(message);
  }
}

/** LeanCloud's `where` for the list's filters: all of them, and the raw one, combined with AND. */
export function buildWhere(filter: ConversationFilter): Condition {
  const conditions: Condition[] = [...kindConditions(filter.kind)];
  const text = filter.q.trim();
  if (text) conditions.push({ $or: [nameContains(text), { objectId: text }, { m: text }] });
  if (filter.member) conditions.push({ m: filter.member });
  if (filter.creator) conditions.push({ c: filter.creator });
  conditions.push(...rangeConditions("createdAt", filter.createdAfter, filter.createdBefore));
  conditions.push(...rangeConditions("lm", filter.activeAfter, filter.activeBefore));
  if (filter.attr) conditions.push(attributeCondition(filter.attr));
  if (filter.where) conditions.push(parseRawWhere(filter.where));
  const used = conditions.filter((condition) => Object.keys(condition).length > 0);
  const [only] = used;
  if (!only) return {};
  return used.length === 1 ? only : { $and: used };
}

function kindConditions(kind: ConversationFilter["kind"]): Condition[] {
  if (kind === "chatroom") return [{ tr: true }];
  if (kind === "service") return [{ sys: true }];
  // Rows of normal conversations often lack both columns: "not true" matches those too.
  return kind === "normal" ? [{ tr: { $ne: true } }, { sys: { $ne: true } }] : [];
}

function nameContains(text: string): Condition {
  return { name: { $regex: quoteRegex(text), $options: "i" } };
}

/** Any text as a regular expression that matches just it. */
export function quoteRegex(text: string): string {
  return `\\Q${text.replaceAll("\\E", "\\E\\\\E\\Q")}\\E`;
}

function rangeConditions(column: string, after: number | undefined, before: number | undefined): Condition[] {
  const range: Condition = {};
  if (after !== undefined) range.$gte = dateOf(after);
  if (before !== undefined) range.$lte = dateOf(before);
  return Object.keys(range).length > 0 ? [{ [column]: range }] : [];
}

function dateOf(time: number) {
  return { __type: "Date", iso: new Date(time).toISOString() };
}

/** `key:value`; the value is a number, true, false or null where it reads as one, and text in quotes is text. */
function attributeCondition(text: string): Condition {
  const colon = text.indexOf(":");
  const key = text.slice(0, colon).trim();
  if (colon < 1 || !/^[A-Za-z_]\w*(\.\w+)*$/.test(key)) {
    throw new FilterError("attr", "Write an attribute filter as key:value.");
  }
  return { [`attr.${key}`]: scalarOf(text.slice(colon + 1).trim()) };
}

const scalarSchema = z.union([z.number(), z.boolean(), z.null(), z.string()]);

function scalarOf(text: string): unknown {
  try {
    const parsed = scalarSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : text;
  } catch {
    return text;
  }
}

const objectSchema = z.record(z.string(), z.unknown());

function parseRawWhere(text: string): Condition {
  try {
    return objectSchema.parse(JSON.parse(text));
  } catch {
    throw new FilterError("where", "where must be a JSON object.");
  }
}
