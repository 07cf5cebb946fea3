import "server-only";
import { findSessions, type SignedIn } from "@/lib/auth/sessions";
import type { Activity } from "@/lib/contracts/live";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import type { ConsoleContext } from "../context";
import { ActivityBoard } from "./activity";
import { appSource } from "./app-source";
import { CallLimit } from "./call-limit";
import { Connection, type EndReason } from "./connection";
import { Feed, type FeedTiming, feedTiming } from "./feed";
import { type PollerTiming, pollerTiming } from "./history-poller";
import type { Positions } from "./positions";

export const hubTiming = {
  tickMs: 1_000,
  /** How long an app is still listened to when nobody listens to it here. */
  lingerMs: 60_000,
  maxPerOperator: 20,
  /** Within ten seconds, of one operator. */
  maxReports: 60,
};
export type LiveOptions = {
  hub: typeof hubTiming;
  feed: FeedTiming;
  poller: PollerTiming;
  now: () => number;
};
type OpenFeed = { feed: Feed; idleSince: number | null; keys: string };

/** The streams of this process: one source an app, any number of browsers. */
export class LiveHub {
  readonly activity: ActivityBoard;
  private readonly options: LiveOptions;
  private readonly feeds = new Map<string, OpenFeed>();
  private readonly connections = new Set<Connection>();
  private readonly reports = new CallLimit(10_000);
  private ticker: NodeJS.Timeout | undefined;
  private isChecking = false;
  private isClosed = false;

  constructor(
    private readonly context: Pick<ConsoleContext, "db" | "env" | "keyring" | "log" | "lookups">,
    options: Partial<LiveOptions> = {},
  ) {
    this.options = { hub: hubTiming, feed: feedTiming, poller: pollerTiming, now: Date.now, ...options };
    this.activity = new ActivityBoard(
      (appId, event) => this.feeds.get(appId)?.feed.tellAll(event),
      this.options.now,
    );
  }

  /** Opens a stream of these apps behind `after`; null when the operator has too many already. */
  connect(input: {
    who: SignedIn;
    apps: readonly string[];
    after: Positions;
    onEnd: (connection: Connection, reason: EndReason) => void;
  }): Connection | null {
    const operatorId = input.who.operator.id;
    if (this.streamsOf(operatorId).length >= this.options.hub.maxPerOperator) return null;
    const connection = new Connection({
      ...input,
      feedOf: (appId) => this.feedOf(appId),
      ongoing: (appId) => this.activity.current(appId),
      onEnd: (ended, reason) => {
        this.connections.delete(ended);
        if (reason === "access" && this.streamsOf(operatorId).length === 0) this.activity.forget(operatorId);
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
    if (!this.reports.take(id, this.options.hub.maxReports)) return false;
    this.activity.report({ ...place, clientId: said.clientId ?? null }, { id, name }, said);
    this.startTicking();
    return true;
  }

  /** To be called when who may do what was changed: streams that are not allowed any more end. */
  recheck(): void {
    void this.checkAll();
  }

  /** To be called when something was changed on an app's server: pages hear of it soon. */
  nudge(appId: string): void {
    this.feeds.get(appId)?.feed.nudge();
  }

  /** Ends every stream. */
  close(): void {
    this.isClosed = true;
    clearInterval(this.ticker);
    for (const connection of [...this.connections]) connection.end("shutdown");
    for (const { feed } of this.feeds.values()) feed.close();
    this.feeds.clear();
  }

  private streamsOf(operatorId: string): Connection[] {
    return [...this.connections].filter((connection) => connection.operatorId === operatorId);
  }

  feedOf(appId: string): Feed {
    const open = this.feeds.get(appId);
    if (open) {
      open.idleSince = null;
      return open.feed;
    }
    const source = appSource(this.context, appId, {
      isWatched: () => this.activity.isWatched(appId),
      timing: this.options.poller,
    });
    const onFailure = (error: unknown) => {
      const why = error instanceof UpstreamError ? error.kind : "failed";
      const err = error instanceof Error && why === "failed" ? error.stack : undefined;
      this.context.log.warn({ appId, why, err }, "live: the IM server is not heard");
    };
    const feed = new Feed(source, onFailure, this.options.feed);
    this.feeds.set(appId, { feed, idleSince: null, keys: "" });
    return feed;
  }

  private startTicking(): void {
    if (this.ticker || this.isClosed) return;
    this.ticker = setInterval(() => this.tick(), this.options.hub.tickMs);
    this.ticker.unref();
  }

  private tick(): void {
    this.activity.sweep();
    for (const [appId, open] of this.feeds) {
      open.feed.tick();
      if (open.feed.readerCount > 0) open.idleSince = null;
      else open.idleSince ??= performance.now();
      if (open.idleSince !== null && performance.now() - open.idleSince >= this.options.hub.lingerMs) {
        open.feed.close();
        this.feeds.delete(appId);
      }
    }
    if (!this.isChecking) void this.checkAll();
  }

  private async checkAll(): Promise<void> {
    this.isChecking = true;
    try {
      await this.checkAccess();
      await this.checkApps();
    } catch (error) {
      const err = error instanceof Error ? error.stack : "not an error";
      if (!this.isClosed) this.context.log.error({ err }, "live: access could not be checked");
    } finally {
      this.isChecking = false;
    }
  }

  private async checkAccess(): Promise<void> {
    const asked = [...this.connections];
    if (asked.length === 0) return;
    const sessions = [...new Set(asked.map((connection) => connection.sessionId))];
    const live = await findSessions(this.context.db, sessions);
    for (const connection of asked) connection.check(live.get(connection.sessionId));
  }

  /** An app that lies elsewhere now, has other keys or is gone, is listened to anew. */
  private async checkApps(): Promise<void> {
    const asked = [...this.feeds];
    if (asked.length === 0) return;
    const ids = asked.map(([appId]) => appId);
    const rows = await this.context.db
      .selectFrom("apps")
      .select(["id", "server_url", "leancloud_app_id", "master_key_sealed"])
      .where("id", "in", ids)
      .where("is_active", "=", 1)
      .execute();
    for (const [appId, open] of asked) {
      const row = rows.find(({ id }) => id === appId);
      const keys = row ? JSON.stringify(row) : null;
      if (open.keys === "" && keys !== null) open.keys = keys;
      if (open.keys === keys) continue;
      open.feed.close();
      if (this.feeds.get(appId) === open) this.feeds.delete(appId);
      for (const connection of [...this.connections]) {
        if (connection.apps.includes(appId)) connection.end("app-changed");
      }
    }
  }
}
