import type { Db } from "./database";
import type { Methods } from "./sync-store";

/** How much the store holds, from running counters. */
export function statsReads(db: Db): Methods<"stats"> {
  const sum = db
    .prepare<[string], number>("SELECT coalesce(sum(value), 0) FROM counters WHERE name GLOB ?")
    .pluck();
  return {
    stats: () => ({
      conversations: sum.get("kind-*") ?? 0,
      messages: sum.get("messages") ?? 0,
      clients: sum.get("clients") ?? 0,
    }),
  };
}
