import type { WriteContext } from "./context";
import type { Methods } from "./sync-store";

/** Counters that start anew each window; refused amounts are not counted. */
export function quotaWrites({ db }: WriteContext): Methods<"takeQuota"> {
  const get = db.prepare<[string], { used: number; reset_at: number }>(
    "SELECT used, reset_at FROM quotas WHERE key = ?",
  );
  const put = db.prepare(
    `INSERT INTO quotas (key, used, reset_at) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET used = excluded.used, reset_at = excluded.reset_at`,
  );
  const purge = db.prepare("DELETE FROM quotas WHERE reset_at <= ?");

  return {
    takeQuota(key, amount, window, limit, now) {
      const known = get.get(key);
      const isOpen = known !== undefined && known.reset_at > now;
      const used = isOpen ? known.used : 0;
      // Windows lie on the clock, so that they end for all keys at once.
      const resetAt = isOpen ? known.reset_at : Math.floor(now / window) * window + window;
      if (used + amount > limit) return { allowed: false, used, resetAt };
      if (!isOpen) purge.run(now);
      put.run(key, used + amount, resetAt);
      return { allowed: true, used: used + amount, resetAt };
    },
  };
}
