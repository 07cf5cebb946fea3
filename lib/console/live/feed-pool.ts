import "server-only";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { findApp } from "../apps/open-app";
import type { ConsoleContext } from "../context";
import { appSource } from "./app-source";
import { Feed, type FeedTiming } from "./feed";
import { PresenceBoard } from "./poller/presence-board";
import type { PollerTiming } from "./poller/timing";

type Context = Pick<ConsoleContext, "db" | "env" | "keyring" | "log" | "lookups">;
type OpenFeed = { feed: Feed; idleSince: number | null; place: string | null };
type Options = {
  feed: FeedTiming;
  poller: PollerTiming;
  /** How long an app is still listened to when nobody listens to it here. */
  lingerMs: number;
  openIn: (appId: string) => readonly string[];
};

/** The feeds of the apps that someone listens to, one an app. */
export class FeedPool {
  private readonly feeds = new Map<string, OpenFeed>();
  private readonly boards = new Map<string, PresenceBoard>();

  constructor(
    private readonly context: Context,
    private readonly options: Options,
  ) {}

  /** The feed of an app that is listened to now. */
  find(appId: string): Feed | undefined {
    return this.feeds.get(appId)?.feed;
  }

  /** The feed of an app, begun when there is none. */
  open(appId: string): Feed {
    const known = this.feeds.get(appId);
    if (known) {
      known.idleSince = null;
      return known.feed;
    }
    const { options } = this;
    const source = appSource(this.context, appId, {
      presence: this.presence(appId),
      openConversations: () => options.openIn(appId),
      timing: options.poller,
      onFailure: (error) => this.logFailure(appId, error, "live: not all is heard"),
    });
    const feed = new Feed(source, (error) => this.logFailure(appId, error), options.feed);
    this.feeds.set(appId, { feed, idleSince: null, place: this.placeOf(appId) });
    return feed;
  }

  /** Who is wanted to be known online in an app whose server has to be asked. */
  presence(appId: string): PresenceBoard {
    const board = this.boards.get(appId) ?? new PresenceBoard(this.options.poller);
    this.boards.set(appId, board);
    return board;
  }

  /** To be called every second or so. */
  tick(): void {
    const now = performance.now();
    for (const [appId, open] of this.feeds) {
      open.feed.tick();
      if (open.feed.readerCount > 0) open.idleSince = null;
      else open.idleSince ??= now;
      if (open.idleSince !== null && now - open.idleSince >= this.options.lingerMs) this.drop(appId);
    }
  }

  /** Drops the feeds of apps that lie elsewhere now, have other keys, or are gone; answers which. */
  dropMoved(): string[] {
    const moved = [...this.feeds].filter(([appId, { place }]) => place !== this.placeOf(appId));
    for (const [appId] of moved) this.drop(appId);
    return moved.map(([appId]) => appId);
  }

  close(): void {
    for (const appId of [...this.feeds.keys()]) this.drop(appId);
  }

  private drop(appId: string): void {
    this.feeds.get(appId)?.feed.close();
    this.feeds.delete(appId);
    this.boards.delete(appId);
  }

  private placeOf(appId: string): string | null {
    const app = findApp(this.context, appId);
    return app && JSON.stringify([app.server_url, app.leancloud_app_id, app.master_key_sealed]);
  }

  private logFailure(appId: string, error: unknown, message = "live: the IM server is not heard"): void {
    const why = error instanceof UpstreamError ? error.kind : "failed";
    const err = error instanceof Error && why === "failed" ? error.stack : undefined;
    this.context.log.warn({ appId, why, err }, message);
  }
}
