import type { LiveFrame } from "@/lib/contracts/live";
import type { Source } from "../stream";
import type { Channel, Locks, TabMessage } from "../tab-messages";

/** The parts of a browser that its tabs share: locks, a channel, and a server that counts connections. */
export function createFakeBrowser() {
  const channels = new Set<Channel>();
  const queues = new Map<string, Waiting[]>();
  const held = new Map<string, { tab: string; reject: (error: Error) => void; release: () => void }>();
  const connections: FakeConnection[] = [];

  const grant = (name: string) => {
    const next = queues.get(name)?.shift();
    if (!next || held.has(name)) {
      if (next) queues.get(name)?.unshift(next);
      return;
    }
    const release = () => {
      if (held.get(name)?.reject !== next.reject) return;
      held.delete(name);
      grant(name);
    };
    held.set(name, { tab: next.tab, reject: next.reject, release });
    Promise.resolve(next.whileHeld()).then(() => {
      next.resolve();
      release();
    }, next.reject);
  };
  const locksOf = (tab: string): Locks => ({
    request: (name, { signal, steal }, whileHeld) =>
      new Promise<void>((resolve, reject) => {
        const waiting: Waiting = { tab, whileHeld, resolve, reject };
        const queue = queues.get(name) ?? [];
        queues.set(name, queue);
        if (steal) {
          const robbed = held.get(name);
          held.delete(name);
          robbed?.reject(abortError());
          queue.unshift(waiting);
        } else queue.push(waiting);
        signal?.addEventListener("abort", () => {
          const at = queue.indexOf(waiting);
          if (at >= 0) queue.splice(at, 1);
          reject(abortError());
        });
        queueMicrotask(() => grant(name));
      }),
  });
  const openChannel = (): Channel => {
    const channel: Channel = {
      onmessage: null,
      postMessage(message: TabMessage) {
        const data = structuredClone(message);
        for (const other of channels) {
          if (other !== channel) queueMicrotask(() => channels.has(other) && other.onmessage?.({ data }));
        }
      },
      close: () => void channels.delete(channel),
    };
    channels.add(channel);
    return channel;
  };
  return {
    locksOf,
    openChannel,
    openSource(apps: readonly string[], after: string | null): Source {
      const connection = new FakeConnection(apps, after);
      connections.push(connection);
      return connection;
    },
    /** All that were ever opened. */
    connections,
    open: () => connections.filter((one) => !one.isClosed),
    /** A tab dies without a word: what it holds is given up. */
    crash(tab: string, channel: Channel) {
      channels.delete(channel);
      for (const queue of queues.values()) {
        for (const waiting of [...queue]) if (waiting.tab === tab) queue.splice(queue.indexOf(waiting), 1);
      }
      for (const connection of connections) if (connection.tab === tab) connection.isClosed = true;
      for (const [, lock] of [...held]) if (lock.tab === tab) lock.release();
    },
  };
}

interface Waiting {
  tab: string;
  whileHeld: () => Promise<void>;
  resolve: () => void;
  reject: (error: Error) => void;
}

export class FakeConnection implements Source {
  onmessage: Source["onmessage"] = null;
  onerror: Source["onerror"] = null;
  isClosed = false;
  tab = "";
  constructor(
    readonly apps: readonly string[],
    readonly after: string | null,
  ) {}
  close(): void {
    this.isClosed = true;
  }
  send(id: string, frame: Partial<LiveFrame> = {}): void {
    if (!this.isClosed) this.onmessage?.({ data: JSON.stringify(frameOf(frame)), lastEventId: id });
  }
  fail(): void {
    this.onerror?.();
  }
}

export function frameOf(frame: Partial<LiveFrame> = {}): LiveFrame {
  return { appId: "app", state: "live", completeUpTo: 1_000, events: [], ...frame };
}

function abortError(): Error {
  return new DOMException("aborted", "AbortError");
}
