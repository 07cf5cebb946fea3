import { openDatabase } from "../database";
import { createReads } from "../methods";
import { registerFunctions } from "../where/functions";
import {
  type Call,
  type FromThread,
  failureOf,
  handlersOf,
  type Reply,
  run,
  startFailureOf,
  type ToThread,
} from "./messages";
import { openPort } from "./port";

/** A thread that answers reads on its own connection, one after the other. */
export function startReader(): void {
  const { port, data } = openPort();
  const send = (message: FromThread) => port.postMessage(message);
  try {
    const db = openDatabase(data.file, "read");
    const budget = registerFunctions(db);
    const handlers = handlersOf(createReads(db));

    const answer = (call: Call): Reply => {
      try {
        budget.start(data.queryBudget);
        return { id: call.id, value: run(handlers, call) };
      } catch (error) {
        return { id: call.id, failure: failureOf(error) };
      }
    };

    port.on("message", (message: ToThread) => {
      if (message.kind === "calls") {
        for (const call of message.calls) send({ kind: "replies", replies: [answer(call)] });
        return;
      }
      db.close();
      port.close();
    });
    send({ kind: "ready" });
  } catch (error) {
    send({ kind: "failed", failure: startFailureOf(error) });
    port.close();
  }
}
