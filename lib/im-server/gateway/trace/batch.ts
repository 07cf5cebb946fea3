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
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const items = waiting.splice(0, size);
      try {
        await write(items);
      } catch (error) {
        onLost(items.length, error);
      }
    }
    if (lost > 0) onLost(lost, new Error("There was too much to write."));
    lost = 0;
  }

  function start(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    running ??= drain().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    add(item) {
      if (waiting.length >= capacity) {
        lost += 1;
        return false;
      }
      waiting.push(item);
      if (running === null) timer ??= setTimeout(start, delay).unref();
      return true;
    },
    async flush() {
      while (waiting.length > 0 || running !== null) await start();
    },
  };
}
