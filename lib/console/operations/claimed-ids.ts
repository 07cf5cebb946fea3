import "server-only";
import { z } from "zod";
import type { ConsoleContext } from "../context";
import type { OperationRow } from "../store/tables";
import { presentOperation } from "./present-operation";

const aroundMs = 10 * 60_000;
const madeSchema = z.union([
  z.object({ messageId: z.string() }).transform((made) => made.messageId),
  z.object({ conversation: z.object({ id: z.string() }) }).transform((made) => made.conversation.id),
]);

/** What operations of the same kind made around the same time: none of it can be this one's. */
export async function claimedIds(
  context: Pick<ConsoleContext, "db" | "keyring">,
  operation: OperationRow,
): Promise<Set<string>> {
  const rows = await context.db
    .selectFrom("operations")
    .selectAll()
    .where("action", "=", operation.action)
    .where("app_id", "=", operation.app_id)
    .where("started_at", ">=", operation.started_at - aroundMs)
    .where("started_at", "<=", operation.started_at + aroundMs)
    .where("state", "=", "succeeded")
    .execute();
  const claimed = new Set<string>();
  for (const row of rows) {
    const made = madeSchema.safeParse(presentOperation(context.keyring, row).result);
    if (made.success) claimed.add(made.data);
  }
  return claimed;
}
