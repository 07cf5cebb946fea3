import { everything, parseWhere, type Where } from "@/lib/protocol/where";
import type { ImContext } from "../../services/context";
import type { ConversationQuery } from "../../store/interface";
import type { Access } from "../auth";
import { parseJson } from "../json";
import { type QueryParameters, storageQuery } from "../parse-query";
import { mayHaveSubQueries, resolveSubQueries } from "./sub-queries";

/** The `where` of a query string, its inner queries answered. @throws ImError 107 not JSON; WhereError */
export async function readWhere(
  context: ImContext,
  access: Access,
  text: string | undefined,
): Promise<Where> {
  if (text === undefined || text.trim() === "") return everything;
  const where = parseJson(text);
  return parseWhere(mayHaveSubQueries(text) ? await resolveSubQueries(context, access, where) : where);
}

/** A storage query from a query string. */
export async function readStorageQuery(
  context: ImContext,
  access: Access,
  query: QueryParameters & { where?: string },
): Promise<ConversationQuery> {
  return storageQuery(query, await readWhere(context, access, query.where));
}
