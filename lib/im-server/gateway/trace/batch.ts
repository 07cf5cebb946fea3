/** Writes what is noted in the meantime together, away from whoever notes it. */
export type Batch<Item> = {
  /** False when too much waits: the item is lost. */
  add(item: Item): boolean;
  /** Resolves when everything added so far has been written, or has failed. */
  flush(): Promise<void>;
};

export type BatchOptions<Item> = {
  write(items: Item[]): Promise<void>;
  /** Told of what was not kept, and why. */
  onLost(count: number, error: unknown): void;
  /** Milliseconds that an item waits for others. */
  delay?: number;
  /** Items in one write: more would hold up the writes of others. */
  size?: number;
  /** Items waiting at most. */
  capacity?: number;
};

/** Collects items and writes them in their order, one write at a time. */
export function createBatch<Item>(options: BatchOptions<Item>): Batch<Item> {
  const { write, onLost, delay = 200, size = 64, capacity = 10_000 } = options;
  const waiting: Item[] = [];
  let lost = 0;
  let isRunning = false;
  let timer: NodeJS.Timeout | null = null;
  /** Items added, and those of them that are written or lost: who waits does so up to a number. */
  let added = 0;
  let settled = 0;
  let waiters: { upTo: number; resolve(): void }[] = [];

  async function drain(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const items = waiting.splice(0, size);
      try {
        await write(items);
      } catch (error) {
        onLost(items.length, error);
      }
      settled += items.length;
      for (const waiter of waiters) if (waiter.upTo <= settled) waiter.resolve();
      waiters = waiters.filter(({ upTo }) => upTo > settled);
    }
    isRunning = false;
    if (lost > 0) onLost(lost, new Error("There was too much to write."));
    lost = 0;
  }

  function start(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!isRunning) void drain();
  }

  return {
    add(item) {
      if (waiting.length >= capacity) {
        lost += 1;
        return false;
      }
      waiting.push(item);
      added += 1;
      if (!isRunning) timer ??= setTimeout(start, delay).unref();
      return true;
    },
    flush() {
      if (settled === added) return Promise.resolve();
      const upTo = added;
      start();
      return new Promise((resolve) => waiters.push({ upTo, resolve }));
    },
  };
}
