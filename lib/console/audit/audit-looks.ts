import "server-only";

const quietMs = 10 * 60_000;
const maxLooks = 50_000;
const looks = new Map<string, number>();

/**
 * Has those of the things audited that the operator has not looked at for ten minutes: reads are
 * written once in that time, not with every page. After a restart the first look counts again.
 */
export async function auditLooks(
  operatorId: string,
  things: readonly string[],
  write: (unseen: string[]) => Promise<unknown>,
): Promise<void> {
  const unseen = things.filter((thing) => isFirst(`${operatorId} ${thing}`, Date.now()));
  if (unseen.length === 0) return;
  try {
    await write(unseen);
  } catch (error) {
    for (const thing of unseen) looks.delete(`${operatorId} ${thing}`);
    throw error;
  }
}

function isFirst(key: string, now: number): boolean {
  const last = looks.get(key);
  if (last !== undefined && last + quietMs > now) return false;
  if (looks.size >= maxLooks) looks.clear();
  looks.set(key, now);
  return true;
}
