import { type ChildProcess, fork } from "node:child_process";
import type { ClientOrder, ClientReport } from "./clients";

/** Thousands of clients in a process of their own. */
export class Receivers {
  private readonly child: ChildProcess = fork(new URL("./clients.ts", import.meta.url), {
    execArgv: ["--import", "tsx"],
  });

  /** Connects them all. */
  open(order: Extract<ClientOrder, { kind: "connect" | "subscribe" }>): Promise<void> {
    return this.order(order, "ready");
  }

  /** Sends something and resolves when the last of them has received so many bytes more. */
  async receive(bytes: number, send: () => unknown): Promise<void> {
    const received = this.told("received");
    await this.order({ kind: "expect", bytes }, "ready");
    await send();
    await received;
  }

  /** Disconnects them all. */
  async close(): Promise<void> {
    await this.order({ kind: "disconnect" }, "gone");
    this.child.kill();
  }

  private async order(message: ClientOrder, answer: ClientReport["kind"]): Promise<void> {
    const done = this.told(answer);
    this.child.send(message);
    await done;
  }

  private told(kind: ClientReport["kind"]): Promise<void> {
    return new Promise((resolve, reject) => {
      const listener = (message: unknown) => {
        if (Reflect.get(Object(message), "kind") !== kind) return;
        this.child.off("message", listener);
        this.child.off("exit", onExit);
        resolve();
      };
      const onExit = () => reject(new Error("The clients of the bench have ended."));
      this.child.on("message", listener);
      this.child.on("exit", onExit);
    });
  }
}
