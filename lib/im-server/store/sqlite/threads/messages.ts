import { StoreError, type StoreErrorCode } from "../../errors";

/** A method call on its way into a thread. */
export type Call = { id: number; name: string; args: unknown[] };

export type Failure = { code: StoreErrorCode; message: string };
export type Reply = { id: number; value: unknown } | { id: number; failure: Failure };

export type ToThread = { kind: "calls"; calls: Call[] } | { kind: "close" };
export type FromThread =
  | { kind: "ready" }
  | { kind: "failed"; failure: Failure }
  /** `hasChanges`: the commit wrote to the log of changes. */
  | { kind: "replies"; replies: Reply[]; hasChanges?: boolean };

/** What a thread is started with. */
export type ThreadData = {
  role: "writer" | "reader" | "checkpointer";
  /** The script of every role. */
  code: string;
  file: string;
  queryBudget: number;
  /** Milliseconds after which messages are cleared; null for never. */
  historyAge: number | null;
};
export type StoreData = Omit<ThreadData, "role">;

/** What a thread runs, by name. */
export type Handlers = ReadonlyMap<string, (...args: never[]) => unknown>;

/** The methods of an object by name: only own ones can be called. */
export function handlersOf(methods: object): Handlers {
  return new Map(Object.entries(methods));
}

export function run(handlers: Handlers, call: Call): unknown {
  const handler = handlers.get(call.name);
  if (!handler) throw new StoreError("internal", `No method ${call.name}`);
  return Reflect.apply(handler, undefined, call.args);
}

function codeOf(error: unknown): StoreErrorCode {
  const sqlite = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(sqlite)) return "broken-database";
  return /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(sqlite) ? "unavailable" : "internal";
}

/** What of an error may leave the thread. */
export function failureOf(error: unknown): Failure {
  if (error instanceof StoreError) return { code: error.code, message: error.message };
  return { code: codeOf(error), message: error instanceof Error ? error.message : String(error) };
}

/** Why a thread could not start. */
export function startFailureOf(error: unknown): Failure {
  const failure = failureOf(error);
  return failure.code === "internal" ? { ...failure, code: "unavailable" } : failure;
}
