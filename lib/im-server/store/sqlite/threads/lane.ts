import { StoreError } from "../../errors";
import type { Call, FromThread, Reply, ThreadData } from "./messages";
import { startThread } from "./start-thread";

export type LaneOptions = {
  data: ThreadData;
  /** Calls waiting at most; more are refused at once. */
  maxPending: number;
  /** Calls waiting and no answer for so long: the thread is stuck. */
  timeout: number | null;
  /** The thread ended although nobody asked it to. */
  onDeath(error: StoreError): void;
  /** A commit wrote to the log of changes. */
  onChanges?(): void;
};

/** A thread and the calls that it has not answered yet. */
export type Lane = {
  ready: Promise<void>;
  call(name: string, args: unknown[]): Promise<unknown>;
  close(): Promise<void>;
};

type Pending = { resolve(value: unknown): void; reject(error: Error): void };
type Deferred = { promise: Promise<void>; resolve(): void; reject(error: Error): void };

function deferred(): Deferred {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // Who waits for it sees the failure; nobody has to.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

/** Starts a thread and speaks to it. Calls made in the same tick travel together. */
export function openLane(options: LaneOptions): Lane {
  const worker = startThread(options.data);
  const pending = new Map<number, Pending>();
  const ready = deferred();
  const exited = deferred();
  let outbox: Call[] = [];
  let nextId = 1;
  let state: "open" | "closing" | "dead" = "open";
  let cause: StoreError | null = null;
  let progressAt = 0;

  function flush(): void {
    if (outbox.length === 0) return;
    worker.postMessage({ kind: "calls", calls: outbox });
    outbox = [];
  }

  function settle(reply: Reply): void {
    const call = pending.get(reply.id);
    if (!call) return;
    pending.delete(reply.id);
    progressAt = performance.now();
    if ("failure" in reply) call.reject(new StoreError(reply.failure.code, reply.failure.message));
    else call.resolve(reply.value);
  }

  worker.on("message", (message: FromThread) => {
    if (message.kind === "ready") ready.resolve();
    else if (message.kind === "replies") {
      for (const reply of message.replies) settle(reply);
      if (message.hasChanges) options.onChanges?.();
    } else cause = new StoreError(message.failure.code, message.failure.message);
  });
  worker.on("error", (error) => {
    cause ??= new StoreError("unavailable", "A thread of the store failed", { cause: error });
  });
  worker.on("exit", () => {
    const wasOpen = state === "open";
    state = "dead";
    if (watchdog) clearInterval(watchdog);
    const error = cause ?? new StoreError(wasOpen ? "unavailable" : "closed", "The store's thread has ended");
    if (wasOpen) cause = error;
    for (const call of pending.values()) call.reject(error);
    pending.clear();
    ready.reject(error);
    exited.resolve();
    if (wasOpen) options.onDeath(error);
  });

  const limit = options.timeout;
  const watchdog =
    limit === null
      ? null
      : setInterval(() => {
          if (pending.size > 0 && performance.now() - progressAt > limit) void worker.terminate();
        }, 1000).unref();

  return {
    ready: ready.promise,
    call(name, args) {
      if (state !== "open") return Promise.reject(cause ?? new StoreError("closed", "The store is closed"));
      if (pending.size >= options.maxPending) {
        return Promise.reject(new StoreError("unavailable", "The store has too much to do"));
      }
      const id = nextId++;
      if (outbox.length === 0) queueMicrotask(flush);
      outbox.push({ id, name, args });
      if (pending.size === 0) progressAt = performance.now();
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
      });
    },
    close() {
      if (state === "open") {
        state = "closing";
        flush();
        worker.postMessage({ kind: "close" });
      }
      return exited.promise;
    },
  };
}
