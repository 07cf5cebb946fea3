const MINUTE = 60_000;

/** Counts calls per minute in memory: a restart may forgive a minute, never more. */
export type RateWindows = {
  /** Takes one call; 0 when allowed, else for how many milliseconds calls are refused. */
  take(key: string, limit: number, now: number): number;
};

type Window = { startedAt: number; used: number; blockedUntil: number };

/** LeanCloud refuses everything for one minute after the limit was passed. */
export function createRateWindows(): RateWindows {
  const windows = new Map<string, Window>();
  return {
    take(key, limit, now) {
      const window = windows.get(key) ?? { startedAt: now, used: 0, blockedUntil: 0 };
      windows.set(key, window);
      if (now < window.blockedUntil) return window.blockedUntil - now;
      if (now - window.startedAt >= MINUTE || window.blockedUntil > 0) {
        window.startedAt = now;
        window.used = 0;
        window.blockedUntil = 0;
      }
      window.used += 1;
      if (window.used <= limit) return 0;
      window.blockedUntil = now + MINUTE;
      return MINUTE;
    },
  };
}
