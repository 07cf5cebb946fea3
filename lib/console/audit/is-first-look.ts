import "server-only";

const quietMs = 10 * 60_000;
const maxLooks = 50_000;
const looks = new Map<string, number>();

/**
 * Whether this is the operator's first look at the thing for ten minutes: reads are audited once in
 * that time, not with every page. After a restart the first look counts again.
 */
export function isFirstLook(operatorId: string, what: string, now = Date.now()): boolean {
  const key = `${operatorId} ${what}`;
  const last = looks.get(key);
  if (last !== undefined && last + quietMs > now) return false;
  if (looks.size >= maxLooks) looks.clear();
  looks.set(key, now);
  return true;
}
