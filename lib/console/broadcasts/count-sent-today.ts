import "server-only";
import type { ConsoleContext } from "../context";

/**
 * Broadcasts to everyone that this console sent on this app since midnight UTC. Those with an open
 * outcome count: they may have been sent.
 */
export async function countSentToday(
  context: Pick<ConsoleContext, "db">,
  appId: string,
  now = Date.now(),
): Promise<number> {
  const midnight = new Date(now).setUTCHours(0, 0, 0, 0);
  const row = await context.db
    .selectFrom("operations")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("app_id", "=", appId)
    .where("action", "=", "broadcast.send")
    .where("started_at", ">=", midnight)
    .where("state", "!=", "failed")
    .executeTakeFirstOrThrow();
  return row.count;
}
