import type { Change } from "@/lib/protocol/rest/events";
import { type EventClient, type EventOptions, openEvents } from "./event-client";

/** A client of the event stream that loses its connection again and again, and goes on from where it was. */
export type EventFollower = {
  /** Everything it was told, over all connections. */
  readonly changes: Change[];
  /** How often the server could not go on from where it was. */
  readonly resets: number;
  readonly connections: number;
  /** Resolves when it is connected for the first time. */
  readonly begun: Promise<void>;
  stop(): Promise<void>;
};

/** Follows the stream at an address that may change; each connection is cut after `cutAfter()` events. */
export function followEvents(
  address: () => string,
  cutAfter: () => number,
  keys?: EventOptions["keys"],
): EventFollower {
  const told: Change[] = [];
  let current: EventClient | null = null;
  let lastEventId: string | undefined;
  let resets = 0;
  let connections = 0;
  let isStopped = false;
  let begin: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let stop: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });

  async function connectOnce(): Promise<void> {
    const client = await openEvents(address(), { lastEventId, keys });
    current = client;
    const wanted = cutAfter();
    await client.until(({ events }) => events.length > 0).then(begin, () => {});
    await Promise.race([client.until(({ events }) => events.length >= wanted).catch(() => {}), stopped]);
    client.close();
    current = null;
    connections += 1;
    told.push(...client.changes);
    resets += client.events.filter(({ event }) => event === "reset").length;
    lastEventId = client.lastId ?? lastEventId;
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      // The server is not there: it comes back.
      await connectOnce().catch(() => new Promise((resolve) => setTimeout(resolve, 20)));
    }
  }

  const running = run();
  return {
    get changes() {
      return [...told, ...(current?.changes ?? [])];
    },
    get resets() {
      return resets;
    },
    get connections() {
      return connections;
    },
    begun,
    async stop() {
      isStopped = true;
      stop();
      await running;
    },
  };
}
