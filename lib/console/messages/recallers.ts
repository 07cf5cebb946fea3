import "server-only";
import { sql } from "kysely";
import { z } from "zod";
import type { Message } from "@/lib/contracts/messages";
import { presentPayload } from "../history/present-message";
import type { ConsoleDb } from "../store/open-store";

/** What a recall of this console found before it: one that was recalled already was somebody else's. */
const detailsSchema = z.object({ before: z.object({ data: z.string(), binary: z.boolean() }) });

export type MessagePlace = Pick<Message, "id" | "conversationId" | "timestamp" | "toClientId">;

/** Which operator recalled each of these recalled messages here, by the audit; others are left out. */
export async function recallersOf(
  db: ConsoleDb,
  appId: string,
  messages: readonly MessagePlace[],
): Promise<Map<MessagePlace, string>> {
  const found = new Map<MessagePlace, string>();
  if (messages.length === 0) return found;
  const ids = [...new Set(messages.map(({ id }) => id))];
  const rows = await db
    .selectFrom("audit")
    .leftJoin("operators", "operators.id", "audit.operator_id")
    .select(["target_id", "target_href", "operator_email", "operators.name", "details"])
    .where("target_id", "in", ids)
    // Not by its index: of one action there are many more rows than of some messages.
    .where(sql`+action`, "=", "message.recall")
    .where("app_id", "=", appId)
    .where("result", "=", "succeeded")
    .execute();
  for (const message of messages) {
    const row = rows.find((one) => isOf(message, one) && hasChanged(one.details));
    if (row?.operator_email) found.set(message, nameOf({ name: row.name, email: row.operator_email }));
  }
  return found;
}

/** What colleagues call an operator: agents see it beside messages, and need no address for that. */
export function nameOf({ name, email }: { name: string | null; email: string }): string {
  return name?.trim() || email;
}

/** Copies of what a service told several clients share their id. */
function isOf(message: MessagePlace, row: { target_id: string | null; target_href: string | null }): boolean {
  if (row.target_id !== message.id || row.target_href === null) return false;
  const { pathname, searchParams } = new URL(row.target_href, "http://console");
  const conversationId = decodeURIComponent(pathname.split("/").at(-1) ?? "");
  return conversationId === message.conversationId && searchParams.get("client") === message.toClientId;
}

function hasChanged(details: string): boolean {
  const { data } = detailsSchema.safeParse(JSON.parse(details));
  return data !== undefined && presentPayload(data.before.data, data.before.binary).kind !== "recalled";
}
