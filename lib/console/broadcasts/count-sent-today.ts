import "server-only";
import type { ConsoleContext } from "../context";

/**
 * How often this console sent to everyone, or to all subscribers, on this app since midnight UTC. Those with an
 * open outcome count: they may have been sent.
 */
export async function countSentToday(
  context: Pick<ConsoleContext, "db">,
  appId: string,
  action: "broadcast.send" | "subscribers.send",
  now = Date.now(),
): Promise<number> {
  const midnight = new Date(now).setUTCHours(0, 0, 0, 0);
  const row = await context.db
    .selectFrom("operations")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("app_id", "=", appId)
    .where("action", "=", action)
    .where("started_at", ">=", midnight)
    .where("state", "!=", "failed")
    .executeTakeFirstOrThrow();
  return row.count;
}
