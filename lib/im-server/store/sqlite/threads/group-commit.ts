import type { UnitOfWork } from "../context";
import type { Db } from "../database";
import { type Call, failureOf, type Handlers, type Reply, run } from "./messages";

/**
 * Runs calls as one transaction, each within its own savepoint, so that one that fails undoes
 * itself alone. Nothing is answered before the commit is on disk; when that fails, all fail.
 */
export function createGroupCommit(
  db: Db,
  handlers: Handlers,
  unit: UnitOfWork,
  beforeCall: () => void,
): (calls: Call[]) => Reply[] {
  const [begin, commit, rollback, savepoint, release, undo] = [
    "BEGIN IMMEDIATE",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT call",
    "RELEASE call",
    "ROLLBACK TO call",
  ].map((sql) => db.prepare(sql));
  if (!begin || !commit || !rollback || !savepoint || !release || !undo) throw new Error("unreachable");

  function answer(call: Call): Reply {
    savepoint?.run();
    try {
      beforeCall();
      const value = run(handlers, call);
      release?.run();
      unit.keep();
      return { id: call.id, value };
    } catch (error) {
      unit.drop();
      // A full or failing disk ends the whole transaction by itself.
      if (!db.inTransaction) throw error;
      undo?.run();
      release?.run();
      return { id: call.id, failure: failureOf(error) };
    }
  }

  return (calls) => {
    try {
      begin.run();
      const replies = calls.map(answer);
      unit.finish();
      commit.run();
      return replies;
    } catch (error) {
      unit.abandon();
      if (db.inTransaction) rollback.run();
      const failure = failureOf(error);
      return calls.map(({ id }) => ({ id, failure: { ...failure, code: "unavailable" } }));
    }
  };
}
