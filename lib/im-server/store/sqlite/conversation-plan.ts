import type { OrderBy, Where } from "@/lib/protocol/where";
import type { ConversationQuery } from "../interface";
import { conversationColumns } from "./where/columns";
import { compileOrder, compileWhere } from "./where/compile";
import { Params } from "./where/params";

type Values = Params["values"];
export type ConversationPlan = { sql: string; params: Values; countSql: string; countParams: Values };

const allKinds = [1, 2, 3, 4];
const flagKinds: Record<string, number> = { tr: 2, sys: 3, temp: 4 };
/** Columns whose order comes from an index that also holds the kind. */
const indexedOrders = new Set(["lm", "createdAt", "updatedAt", "name"]);

/** The conditions that must all hold. */
function conjuncts(where: Where): Where[] {
  return where.op === "and" ? where.items.flatMap(conjuncts) : [where];
}

/** The kinds that a condition on the kind leaves; null when it is about something else. */
function kindsOf(leaf: Where): number[] | null {
  if ("items" in leaf || leaf.path.length > 1) return null;
  const [column] = leaf.path;
  const flag = flagKinds[column];
  if (flag !== undefined && (leaf.op === "eq" || leaf.op === "ne") && typeof leaf.value === "boolean") {
    const wanted = leaf.value === (leaf.op === "eq");
    return allKinds.filter((kind) => (kind === flag) === wanted);
  }
  if (column !== "conv_type") return null;
  if (leaf.op === "eq") return allKinds.filter((kind) => leaf.value === kind);
  return leaf.op === "in" ? allKinds.filter((kind) => leaf.values.includes(kind)) : null;
}

/** A client that every match must have as a member. */
function memberOf(leaf: Where): string | null {
  const isMember = leaf.op === "eq" && leaf.path[0] === "m" && leaf.path.length === 1;
  return isMember && typeof leaf.value === "string" ? leaf.value : null;
}

type Analysis = { kinds: number[]; member: string | null; rest: Where[] };

function analyse(where: Where): Analysis {
  const result: Analysis = { kinds: allKinds, member: null, rest: [] };
  for (const leaf of conjuncts(where)) {
    const kinds = kindsOf(leaf);
    const member = result.member === null ? memberOf(leaf) : null;
    if (kinds) result.kinds = result.kinds.filter((kind) => kinds.includes(kind));
    else if (member !== null) result.member = member;
    else result.rest.push(leaf);
  }
  return result;
}

function restSql(rest: Where[], params: Params): string {
  const parts = rest.map((leaf) => ` AND ${compileWhere(leaf, conversationColumns, params)}`);
  return parts.length === 0 ? "" : ` AND lc_budget()${parts.join("")}`;
}

function kindSql(kinds: number[], column: string): string {
  if (kinds.length === allKinds.length) return "1";
  const [only] = kinds;
  return kinds.length === 1 ? `${column} = ${only}` : `+${column} IN (${kinds.join(", ")})`;
}

/** Walks the member's own index when the order allows it, newest or oldest message first. */
function planForMember(member: string, { kinds, rest }: Analysis, order: OrderBy[], params: Params) {
  const direction = order[0]?.descending ? "DESC" : "ASC";
  const needsRow = rest.length > 0 || kinds.length < allKinds.length;
  const join = needsRow ? " CROSS JOIN conversations AS c ON c.id = d.conversation" : "";
  const filter = needsRow ? ` AND ${kindSql(kinds, "c.kind")}${restSql(rest, params)}` : "";
  const from = `FROM members AS d${join} WHERE d.client = (SELECT id FROM clients WHERE client_id = ${params.bind(member)})${filter}`;
  return { from, order: `d.last_message_at ${direction}, d.conversation ${direction}`, id: "d.conversation" };
}

function isByLastMessage(order: OrderBy[]): boolean {
  return order.length === 1 && order[0]?.path[0] === "lm" && order[0].path.length === 1;
}

/** Whether rows come from an index in this order; else all must be looked at and sorted. */
function isIndexed(order: OrderBy[]): boolean {
  const [first] = order;
  if (!first) return true;
  return order.length === 1 && first.path.length === 1 && indexedOrders.has(first.path[0]);
}

/** The order of a whole index, when one serves: the kind comes before the id there. */
function indexedOrder(order: OrderBy[], kinds: number[], params: Params): string {
  const compiled = compileOrder(order, conversationColumns, params);
  const [first] = order;
  if (!first || !isIndexed(order) || (kinds.length === 1 && first.path[0] !== "name")) return compiled;
  const direction = first.descending ? "DESC" : "ASC";
  return compiled.replace(/, c\.id (ASC|DESC)$/, `, c.kind ${direction}, c.id ${direction}`);
}

function build(query: ConversationQuery, analysis: Analysis, params: Params) {
  if (analysis.member !== null && isByLastMessage(query.order)) {
    return planForMember(analysis.member, analysis, query.order, params);
  }
  const rest: Where[] = [...analysis.rest];
  if (analysis.member !== null) rest.unshift({ op: "eq", path: ["m"], value: analysis.member });
  const budget = isIndexed(query.order) ? "" : " AND lc_budget()";
  const from = `FROM conversations AS c WHERE ${kindSql(analysis.kinds, "c.kind")}${budget}${restSql(rest, params)}`;
  return { from, order: indexedOrder(query.order, analysis.kinds, params), id: "c.id" };
}

function buildCount(analysis: Analysis, params: Params): string {
  if (analysis.rest.length === 0 && analysis.member === null) {
    const names = analysis.kinds.map((kind) => `'kind-${kind}'`).join(", ");
    return `SELECT coalesce(sum(value), 0) FROM counters WHERE name IN (${names})`;
  }
  if (analysis.member !== null) {
    return `SELECT count(*) ${planForMember(analysis.member, analysis, [], params).from}`;
  }
  return `SELECT count(*) FROM conversations AS c WHERE ${kindSql(analysis.kinds, "c.kind")}${restSql(analysis.rest, params)}`;
}

/**
 * Chooses how a query is run: counts from counters where nothing else filters, one client's
 * conversations from the member index, everything else from the index of its order.
 */
export function planConversations(query: ConversationQuery): ConversationPlan {
  const analysis = analyse(query.where);
  const params = new Params();
  const { from, order, id } = build(query, analysis, params);
  const limit = `LIMIT ${params.bind(query.limit)} OFFSET ${params.bind(query.skip)}`;
  const countParams = new Params();
  return {
    sql: `SELECT ${id} ${from} ORDER BY ${order} ${limit}`,
    params: params.values,
    countSql: buildCount(analysis, countParams),
    countParams: countParams.values,
  };
}
