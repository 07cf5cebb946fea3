import type { Db, Statement } from "./database";

type Named = Record<string, string | number | null>;

/** Statements of compiled queries: the same question is prepared once. */
export type StatementCache = {
  /** Yields the only column of all rows as numbers. */
  ids(sql: string): Statement<[Named], number>;
  /** Yields the only column of one row. */
  pluck(sql: string): Statement<[Named], unknown>;
};

const capacity = 100;

export function statementCache(db: Db): StatementCache {
  const ids = new Map<string, Statement<[Named], number>>();
  const plucks = new Map<string, Statement<[Named], unknown>>();

  function keep<T>(cache: Map<string, T>, sql: string, make: () => T): T {
    const known = cache.get(sql);
    if (known !== undefined) return known;
    const oldest = cache.size >= capacity ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    const made = make();
    cache.set(sql, made);
    return made;
  }

  return {
    ids: (sql) => keep(ids, sql, () => db.prepare<[Named], number>(sql).pluck()),
    pluck: (sql) => keep(plucks, sql, () => db.prepare<[Named], unknown>(sql).pluck()),
  };
}
