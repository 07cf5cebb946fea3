import "server-only";
import { z } from "zod";
import type { ConsoleContext } from "../context";
import type { OperationRow } from "../store/tables";
import { recordedOf } from "./recorded";

const detailsSchema = z.object({
  before: z.object({ data: z.string(), patchTimestamp: z.number().nullable() }).nullable(),
});
export type EvidenceBefore = z.output<typeof detailsSchema>["before"];

/**
 * What a message said when an operation was about to change it, as the audit keeps it; null: it was not there.
 * Undefined where nothing is kept, as when Parley stopped meanwhile.
 */
export async function evidenceBefore(
  { db, keyring }: Pick<ConsoleContext, "db" | "keyring">,
  row: OperationRow,
): Promise<EvidenceBefore | undefined> {
  const { target } = recordedOf(keyring, row);
  if (target === null) return undefined;
  const rows = await db
    .selectFrom("audit")
    .select("details")
    .where("target_id", "=", target.id)
    .where("operation_id", "=", row.id)
    .execute();
  for (const { details } of rows) {
    const kept = detailsSchema.safeParse(JSON.parse(details));
    if (kept.success) return kept.data.before;
  }
  return undefined;
}
