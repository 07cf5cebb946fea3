export interface AttributeDiff {
  set: Record<string, unknown>;
  unset: string[];
}

/** What has to be set and removed to make one object out of another; null when they say the same. */
export function diffAttributes(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): AttributeDiff | null {
  const set = Object.fromEntries(
    Object.entries(after).filter(
      ([key, value]) => !Object.hasOwn(before, key) || !isSame(before[key], value),
    ),
  );
  const unset = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return Object.keys(set).length === 0 && unset.length === 0 ? null : { set, unset };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
