import type { Db } from "./database";

/**
 * Notes how far a message's time ever lay behind an earlier arrival's. Search uses it to turn a
 * range of times into a range of ids.
 */
export function timeSkew(db: Db): { note(timestamp: number): void } {
  let newest = db.prepare<[], number>("SELECT max(timestamp) FROM messages").pluck().get() ?? 0;
  const known = db.prepare<[], number>("SELECT value FROM counters WHERE name = 'skew'").pluck();
  const save = db.prepare("UPDATE counters SET value = ? WHERE name = 'skew'");
  return {
    note(timestamp) {
      if (timestamp >= newest) newest = timestamp;
      else if (newest - timestamp > (known.get() ?? 0)) save.run(newest - timestamp);
    },
  };
}
