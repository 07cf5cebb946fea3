import "server-only";
import { peekSession, type SignedIn } from "@/lib/auth/sessions";
import type { Activity } from "@/lib/contracts/live";
import type { ConsoleContext } from "../context";
import { ActivityBoard } from "./activity";
import { CallLimit } from "./call-limit";
import { Connection, type EndReason } from "./connection";
import { type FeedTiming, feedTiming } from "./feed";
import { FeedPool } from "./feed-pool";
import { type PollerTiming, pollerTiming } from "./poller/timing";
import type { Positions } from "./positions";

export type LiveOptions = { feed: FeedTiming; poller: PollerTiming; now: () => number };

const tickMs = 1_000;
const lingerMs = 60_000;
const maxStreamsPerOperator = 20;
/** Within ten seconds, of one operator. */
const maxReports = 60;

/** The live streams of this process: one source an app, any number of browsers. */
export class LiveHub {
  readonly activity: ActivityBoard;
  readonly feeds: FeedPool;
  private readonly connections = new Set<Connection>();
  private readonly reports = new CallLimit(10_000);
  private ticker: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly context: Pick<ConsoleContext, "db" | "env" | "keyring" | "log" | "lookups">,
    { feed = feedTiming, poller = pollerTiming, now }: Partial<LiveOptions> = {},
  ) {
    this.activity = new ActivityBoard((appId, event) => this.feeds.find(appId)?.tellAll(event), now);
    const openIn = (appId: string) => this.activity.openIn(appId);
    this.feeds = new FeedPool(context, { feed, poller, lingerMs, openIn });
  }

  /** Opens a stream of `apps` behind `after`, which says of `unheard` that they are not heard; null when the operator has too many already. */
  connect(input: {
    who: SignedIn;
    apps: readonly string[];
    unheard: readonly string[];
    after: Positions;
    onEnd: (connection: Connection, reason: EndReason) => void;
  }): Connection | null {
    const operatorId = input.who.operator.id;
    if (this.isClosed || this.countOf(operatorId) >= maxStreamsPerOperator) return null;
    const connection = new Connection({
      ...input,
      feedOf: (appId) => this.feeds.open(appId),
      ongoing: (appId) => this.activity.current(appId),
      onEnd: (ended, reason) => {
        this.connections.delete(ended);
        if (reason === "access" && this.countOf(operatorId) === 0) this.activity.forget(operatorId);
        input.onEnd(ended, reason);
      },
    });
    this.connections.add(connection);
    this.startTicking();
    return connection;
  }

  /** Notes how an operator is with a conversation; false when there was too much of it. */
  reportActivity(place: { appId: string; conversationId: string }, who: SignedIn, said: Activity): boolean {
    const { id, name } = who.operator;
    if (!this.reports.take(id, maxReports)) return false;
    this.activity.report({ ...place, clientId: said.clientId ?? null }, { id, name }, said);
    this.startTicking();
    return true;
  }

  /** To be called when who may do what was changed: streams that are not allowed any more end. */
  recheck(): void {
    if (this.isClosed) return;
    for (const connection of [...this.connections]) {
      connection.check(peekSession(this.context.lookups, connection.sessionId));
    }
    for (const appId of this.feeds.dropMoved()) {
      for (const connection of [...this.connections]) {
        if (connection.apps.includes(appId)) connection.end("app-changed");
      }
    }
  }

  /** To be called when something was changed on an app's server: pages hear of it soon. */
  nudge(appId: string): void {
    this.feeds.find(appId)?.nudge();
  }

  /** Ends every stream. */
  close(): void {
    this.isClosed = true;
    clearInterval(this.ticker);
    for (const connection of [...this.connections]) connection.end("shutdown");
    this.feeds.close();
  }

  private countOf(operatorId: string): number {
    return [...this.connections].filter((connection) => connection.operatorId === operatorId).length;
  }

  private startTicking(): void {
    if (this.ticker || this.isClosed) return;
    this.ticker = setInterval(() => this.tick(), tickMs);
    this.ticker.unref();
  }

  private tick(): void {
    try {
      this.activity.sweep();
      this.feeds.tick();
      // Not everything that ends a session passes by here: it also runs out, or is ended by a command.
      this.recheck();
    } catch (error) {
      const err = error instanceof Error ? error.stack : "not an error";
      this.context.log.error({ err }, "live: access could not be checked");
      // Who comes again is checked, or refused.
      for (const connection of [...this.connections]) connection.end("unchecked");
    }
  }
}
