/** What to set and what to remove so that `before` becomes `after`; `set` is null when nothing is to be set. */
export function attributeChanges(
  before: Readonly<Record<string, unknown>>,
  after: unknown,
): { set: Record<string, unknown> | null; unset: string[] } {
  const next: [string, unknown][] = typeof after === "object" && after !== null ? Object.entries(after) : [];
  const kept = new Set(next.map(([key]) => key));
  const set = next.filter(
    ([key, value]) => !Object.hasOwn(before, key) || JSON.stringify(before[key]) !== JSON.stringify(value),
  );
  return {
    set: set.length > 0 ? Object.fromEntries(set) : null,
    unset: Object.keys(before).filter((key) => !kept.has(key)),
  };
}
