import type { ChangePosition } from "../change-interface";
import type { Db } from "./database";

const batch = 500;
const hour = 3_600_000;
/** Rows of this age are cleared away … */
const oldest = 26 * hour;
/** … and those close behind them too, so that there is then an hour's rest. */
const tooOld = 25 * hour;

/**
 * Clears what has been in the log of changes for more than a day, from its beginning, a little at a
 * time. The newest row stays whatever its age: whoever has read up to it can go on.
 * @returns a step that does one piece of work and says whether there is more.
 */
export function createChangeSweep(db: Db, now: () => number = Date.now): () => boolean {
  const beginning = db.prepare<[number], ChangePosition>("SELECT seq, at FROM changes ORDER BY seq LIMIT ?");
  const remove = db.prepare("DELETE FROM changes WHERE seq <= ? AND seq < (SELECT max(seq) FROM changes)");
  let isSweeping = false;

  return () => {
    const [first] = beginning.all(1);
    const limit = now() - (isSweeping ? tooOld : oldest);
    isSweeping = first !== undefined && first.at < limit && clearBefore(now() - tooOld);
    return isSweeping;
  };

  function clearBefore(limit: number): boolean {
    const rows = beginning.all(batch);
    const kept = rows.findIndex(({ at }) => at >= limit);
    const last = rows[(kept === -1 ? rows.length : kept) - 1];
    return last !== undefined && remove.run(last.seq).changes > 0;
  }
}
