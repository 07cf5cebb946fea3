import "server-only";
import type { ConsoleContext } from "../context";

const dayMs = 86_400_000;
const monthMs = 30 * dayMs;

/** Takes away rows that nothing needs any more. The audit and operations stay. */
export async function cleanUp(context: Pick<ConsoleContext, "db">, now = Date.now()): Promise<void> {
  const { db } = context;
  await db
    .deleteFrom("sessions")
    .where("expires_at", "<", now - monthMs)
    .execute();
  await db
    .deleteFrom("invitations")
    .where("expires_at", "<", now - monthMs)
    .execute();
  await db
    .deleteFrom("sign_in_failures")
    .where("last_at", "<", now - monthMs)
    .execute();
  await db
    .deleteFrom("second_factors")
    .where("enabled_at", "is", null)
    .where("started_at", "<", now - dayMs)
    .execute();
}
