import { parentPort } from "node:worker_threads";
import type { FromThread, ToThread } from "../store/sqlite/threads/messages";

/** A thread that echoes, hangs or dies, as it is told: for tests of what then happens. */
const send = (message: FromThread) => parentPort?.postMessage(message);

parentPort?.on("message", (message: ToThread) => {
  if (message.kind === "close") {
    parentPort?.close();
    return;
  }
  for (const { id, name, args } of message.calls) {
    if (name === "die") throw new Error("told to");
    if (name === "exit") process.exit(3);
    if (name === "spin") for (;;) Math.random();
    if (name === "echo") send({ kind: "replies", replies: [{ id, value: args }] });
  }
});
send({ kind: "ready" });
