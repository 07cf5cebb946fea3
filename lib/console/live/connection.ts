import "server-only";
import { isAllowed } from "@/lib/auth/permissions";
import type { SignedIn } from "@/lib/auth/sessions";
import type { LiveEvent, LiveFrame } from "@/lib/contracts/live";
import type { Feed, FeedFrame, Reader } from "./feed";
import { Outbox } from "./outbox";
import { formatPositions, type Positions } from "./positions";

export type EndReason = "closed" | "slow" | "access" | "unchecked" | "app-changed" | "shutdown";

type Options = {
  who: Pick<SignedIn, "sessionId"> & { operator: Pick<SignedIn["operator"], "id"> };
  apps: readonly string[];
  /** Asked for too, and not to be heard: told to be behind, so that pages that show them do not wait. */
  unheard: readonly string[];
  after: Positions;
  feedOf: (appId: string) => Feed;
  /** Told with the first frame of an app, and with every reset. */
  ongoing: (appId: string) => LiveEvent[];
  onEnd: (connection: Connection, reason: EndReason) => void;
};

/** How long a browser waits before it comes again, in milliseconds. */
const retryMs = 1_000;

/** One browser's stream. */
export class Connection {
  private readonly outbox = new Outbox((why) => this.finish(why));
  private readonly readers: { feed: Feed; reader: Reader }[] = [];
  private readonly positions = new Map<string, string>();
  private readonly greeted = new Set<string>();
  private isOver = false;
  frames = 0;

  constructor(private readonly options: Options) {
    this.outbox.write(`retry: ${retryMs}\n\n`);
    for (const appId of options.apps) {
      const position = options.after.get(appId) ?? null;
      if (position !== null) this.positions.set(appId, position);
    }
    for (const appId of options.unheard) {
      this.write({ appId, state: "behind", completeUpTo: null, events: [] });
    }
    for (const appId of options.apps) {
      const feed = options.feedOf(appId);
      const after = this.positions.get(appId) ?? null;
      this.readers.push({ feed, reader: feed.join(after, (frame) => this.tell(appId, frame)) });
    }
  }

  get body(): ReadableStream<Uint8Array> {
    return this.outbox.body;
  }

  get bytes(): number {
    return this.outbox.bytes;
  }

  get sessionId(): string {
    return this.options.who.sessionId;
  }

  get operatorId(): string {
    return this.options.who.operator.id;
  }

  get apps(): readonly string[] {
    return this.options.apps;
  }

  /** Ends the stream when its session, or the right to any of its apps, is gone. */
  check(who: SignedIn | null): void {
    if (who && this.apps.every((appId) => mayListen(who, appId))) return;
    this.end("access");
  }

  /** Ends the stream at once. */
  end(reason: EndReason): void {
    this.outbox.end();
    this.finish(reason);
  }

  private finish(reason: EndReason): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const { feed, reader } of this.readers) feed.leave(reader);
    this.options.onEnd(this, reason);
  }

  private tell(appId: string, { position, ...said }: FeedFrame): void {
    if (this.isOver) return;
    if (position !== null) this.positions.set(appId, position);
    const isNew = !this.greeted.has(appId) || said.state === "reset";
    this.greeted.add(appId);
    const events = isNew ? [...said.events, ...this.options.ongoing(appId)] : said.events;
    this.write({ appId, ...said, events });
  }

  private write(frame: LiveFrame): void {
    this.frames += 1;
    const id = this.positions.size > 0 ? `id: ${formatPositions(this.positions)}\n` : "";
    this.outbox.write(`${id}data: ${JSON.stringify(frame)}\n\n`);
  }
}

/** Whether an app's stream is open to an operator. */
export function mayListen({ operator, grants }: SignedIn, appId: string): boolean {
  return operator.must_change_password !== 1 && isAllowed(grants, "conversation.read", appId);
}
