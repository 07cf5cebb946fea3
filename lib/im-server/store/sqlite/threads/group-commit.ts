import type { UnitOfWork } from "../context";
import type { Db } from "../database";
import { type Call, failureOf, type Handlers, type Reply, run } from "./messages";

type Transaction = { begin(): void; commit(): void; rollback(): void };
type Savepoint = { open(): void; release(): void; undo(): void };

function transactionOf(db: Db): Transaction {
  const begin = db.prepare("BEGIN IMMEDIATE");
  const commit = db.prepare("COMMIT");
  const rollback = db.prepare("ROLLBACK");
  return {
    begin: () => begin.run(),
    commit: () => commit.run(),
    rollback: () => {
      if (db.inTransaction) rollback.run();
    },
  };
}

function savepointOf(db: Db): Savepoint {
  const open = db.prepare("SAVEPOINT call");
  const release = db.prepare("RELEASE call");
  const undo = db.prepare("ROLLBACK TO call");
  return {
    open: () => open.run(),
    release: () => release.run(),
    undo: () => {
      undo.run();
      release.run();
    },
  };
}

/**
 * Runs calls as one transaction; nothing is answered before the commit is on disk. Calls rarely
 * fail, and a savepoint around each costs far more than the call itself: so the group runs without
 * them first, and only when one fails is it undone and run again, each call in its own savepoint,
 * so that a failing one undoes itself alone.
 */
export function createGroupCommit(
  db: Db,
  handlers: Handlers,
  unit: UnitOfWork,
  beforeCall: () => void,
): (calls: Call[]) => Reply[] {
  const transaction = transactionOf(db);
  const savepoint = savepointOf(db);

  function answer(call: Call): Reply {
    beforeCall();
    const value = run(handlers, call);
    unit.keep();
    return { id: call.id, value };
  }

  function answerAlone(call: Call): Reply {
    savepoint.open();
    try {
      const reply = answer(call);
      savepoint.release();
      return reply;
    } catch (error) {
      unit.drop();
      // A full or failing disk ends the whole transaction by itself.
      if (!db.inTransaction) throw error;
      savepoint.undo();
      return { id: call.id, failure: failureOf(error) };
    }
  }

  function attempt(calls: Call[], how: (call: Call) => Reply): Reply[] {
    try {
      transaction.begin();
      const replies = calls.map(how);
      unit.finish();
      transaction.commit();
      return replies;
    } catch (error) {
      unit.abandon();
      transaction.rollback();
      throw error;
    }
  }

  return (calls) => {
    try {
      return attempt(calls, answer);
    } catch (error) {
      const [only] = calls;
      if (only && calls.length === 1) return [{ id: only.id, failure: failureOf(error) }];
    }
    try {
      return attempt(calls, answerAlone);
    } catch (error) {
      const failure = failureOf(error);
      return calls.map(({ id }) => ({ id, failure: { ...failure, code: "unavailable" } }));
    }
  };
}
