import type { StoreError } from "../errors";
import type { Store } from "../interface";
import { quickReads, type RemoteStore, slowReads, writes } from "./sync-store";
import { type Lane, openLane } from "./threads/lane";
import type { StoreData } from "./threads/messages";
import { revivingLane } from "./threads/reviving-lane";
import { threadCode } from "./threads/thread-code";

export type SqliteStoreOptions = {
  /** Path of the database file; its folder must exist. */
  file: string;
  /** Milliseconds that one query may take before it is refused. */
  queryBudget?: number;
  /** Milliseconds after which messages are cleared; never unless given. */
  historyAge?: number;
  /** The writing thread died: nothing can be kept any more. Ends the process unless given. */
  onFatal?: (error: StoreError) => void;
};

const threads = new URL("./threads/store.worker.ts", import.meta.url);

function endProcess(error: StoreError): void {
  console.error(`The message store failed and the server must stop: ${error.message}`);
  process.exit(1);
}

/** A store whose methods are calls into the threads that own them. */
function assemble(
  lanes: { writer: Lane; quick: Lane; slow: Lane },
  own: Pick<Store, "watchChanges" | "close">,
): Store {
  const methods: Record<string, (...args: unknown[]) => Promise<unknown>> = {};
  const spread = (names: readonly string[], lane: Lane) => {
    for (const name of names) methods[name] = (...args) => lane.call(name, args);
  };
  spread(writes, lanes.writer);
  spread(quickReads, lanes.quick);
  spread(slowReads, lanes.slow);
  // The names above are checked against the interface; their calls keep its types across the threads.
  const remote = methods as unknown as RemoteStore;
  return { ...remote, ...own };
}

/**
 * Opens the SQLite store: one thread writes, one answers short reads, one answers queries and
 * searches, so that no question holds up another or the process's own loop.
 * @throws StoreError newer-database, broken-database, unavailable
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { file, queryBudget = 2000, historyAge = null } = options;
  const data: StoreData = { file, queryBudget, historyAge, code: threadCode(threads) };
  const listeners = new Set<() => void>();
  const writer = openLane({
    data: { ...data, role: "writer" },
    maxPending: 50_000,
    timeout: null,
    onChanges: () => {
      for (const listener of listeners) listener();
    },
    onDeath: (error) => {
      if (isOpen) (options.onFatal ?? endProcess)(error);
    },
  });
  let isOpen = false;
  await writer.ready;
  const reader = { data: { ...data, role: "reader" as const }, timeout: 30_000 };
  const quick = revivingLane({ ...reader, maxPending: 20_000 });
  const slow = revivingLane({ ...reader, maxPending: 2_000 });
  const close = async (): Promise<void> => {
    isOpen = false;
    await Promise.all([quick.close(), slow.close()]);
    await writer.close();
  };
  await Promise.all([quick.ready, slow.ready]).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  isOpen = true;
  const watchChanges = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return assemble({ writer, quick, slow }, { watchChanges, close });
}
