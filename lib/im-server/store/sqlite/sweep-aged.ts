import { traceAge } from "../trace-interface";
import type { Db } from "./database";
import { droppableAge } from "./droppables";
import { restingSweep } from "./sweep-rest";

const batch = 500;
const day = 86_400_000;
/** What clients must hear of when they come back. */
const notificationAge = 30 * day;
/** Ended logins: beside this, each client's newest are kept only up to a number. */
const loginAge = 30 * day;

/** Of a table whose rows are numbered as they come: those that are too old, among the first. */
function ofTable(table: string, which = ""): string {
  return `DELETE FROM ${table} WHERE at < ? AND id IN (SELECT id FROM ${table} ${which} ORDER BY id LIMIT ${batch})`;
}

/**
 * Clears what has been kept long enough, a little at a time.
 * @returns a step that does one piece of work and says whether there is more.
 */
export function createAgedSweep(db: Db, now: () => number = Date.now): () => boolean {
  const steps = [
    [
      `DELETE FROM traces WHERE (timestamp, message_id, client) IN
         (SELECT timestamp, message_id, client FROM traces WHERE timestamp < ? LIMIT ${batch})`,
      traceAge,
    ],
    [
      // A list in use says so once an hour only.
      `DELETE FROM audiences WHERE (run, number) IN
         (SELECT run, number FROM audiences WHERE used_at < ? LIMIT ${batch})`,
      traceAge + day,
    ],
    [ofTable("mark_moves"), traceAge],
    [ofTable("notifications"), notificationAge],
    [ofTable("droppables"), droppableAge + day],
    [ofTable("logins", "WHERE ended_at IS NOT NULL"), loginAge],
  ] as const;
  const deletes = steps.map(([sql, age]) => ({ statement: db.prepare<[number]>(sql), age }));
  const step = db.transaction((time: number) => {
    const changes = deletes.map(({ statement, age }) => statement.run(time - age).changes);
    return changes.includes(batch);
  });
  return restingSweep((time) => step.immediate(time), now);
}
