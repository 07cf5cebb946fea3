import { receiveMessageOnPort } from "node:worker_threads";
import { createWriteContext } from "../context";
import { openDatabase } from "../database";
import { createWrites } from "../methods";
import { migrate } from "../migrate";
import { createSendsSweep } from "../sends";
import { createSweep } from "../sweep";
import { createAgedSweep } from "../sweep-aged";
import { createChangeSweep } from "../sweep-changes";
import { createHistorySweep } from "../sweep-history";
import { registerFunctions } from "../where/functions";
import { createCheckpoints } from "./checkpoints";
import { createGroupCommit } from "./group-commit";
import { type Call, type FromThread, handlersOf, startFailureOf, type ToThread } from "./messages";
import { openPort } from "./port";

/** How many operations share one commit at most. */
const groupSize = 128;
/** How often it is looked for what is to be cleared away while nothing is written. */
const idleEvery = 60_000;

/** The only thread that writes. What is queued together is committed together. */
export function startWriter(): void {
  const { port, data } = openPort();
  const send = (message: FromThread) => port.postMessage(message);
  try {
    const db = openDatabase(data.file, "write");
    migrate(db);
    const budget = registerFunctions(db);
    const { context, unit } = createWriteContext(db);
    const handlers = handlersOf(createWrites(context));
    const commitGroup = createGroupCommit(db, handlers, unit, () => budget.start(data.queryBudget));
    const checkpoints = createCheckpoints(db, data);
    const sweeps = [createSweep(db), createChangeSweep(db), createAgedSweep(db), createSendsSweep(db)];
    if (data.historyAge !== null) sweeps.push(createHistorySweep(db, data.historyAge));
    const queue: Call[] = [];
    let isClosing = false;
    let isIdleScheduled = false;

    function accept(message: ToThread): void {
      if (message.kind === "calls") queue.push(...message.calls);
      else isClosing = true;
    }

    /** Takes in what has arrived since, so that it rides on the next commit. */
    function acceptWaiting(): void {
      for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
        accept(next.message);
    }

    /** A full disk stops it until something is written again; commits are what reports trouble. */
    function trySweep(): boolean {
      try {
        return sweeps.some((sweepSome) => sweepSome());
      } catch {
        return false;
      }
    }

    /** Work that waits for quiet: one piece, then the loop may bring new calls first. */
    function scheduleIdle(): void {
      if (isIdleScheduled) return;
      isIdleScheduled = true;
      setImmediate(() => {
        isIdleScheduled = false;
        if (!isClosing && trySweep()) scheduleIdle();
      });
    }

    // Without anything written, too, what is kept grows older.
    const idleTimer = setInterval(scheduleIdle, idleEvery);

    async function close(): Promise<void> {
      clearInterval(idleTimer);
      await checkpoints.close();
      db.close();
      port.close();
    }

    port.on("message", (message: ToThread) => {
      accept(message);
      acceptWaiting();
      while (queue.length > 0) {
        const replies = commitGroup(queue.splice(0, groupSize));
        send({ kind: "replies", replies, hasChanges: context.changes.take() });
        checkpoints.noteCommit();
        acceptWaiting();
      }
      if (isClosing) void close();
      else scheduleIdle();
    });
    scheduleIdle();
    send({ kind: "ready" });
  } catch (error) {
    send({ kind: "failed", failure: startFailureOf(error) });
    port.close();
  }
}
