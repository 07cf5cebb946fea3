import "server-only";
import type { LiveEvent } from "@/lib/contracts/live";
import { limits } from "@/lib/protocol/limits";
import type { PollerTiming } from "./timing";

type Client = {
  wantedUntil: number;
  online: boolean | null;
  /** On the monotonic clock, and on the wall's. */
  askedAt: number;
  askedTime: number;
};
type BoardTiming = Pick<PollerTiming, "presenceMs" | "presenceQuietMs" | "presenceBetweenMs" | "slowDown">;

/** Pages ask again every half minute for as long as someone looks. */
const wantedMs = 45_000;
/** Longer than the poller takes to come round to a few clients. */
const freshMs = 35_000;
const forgottenMs = 10 * 60_000;
const maxClients = 2_000;

/** Who is online in a hosted app, as far as somebody wants to know: asked about once for everyone. */
export class PresenceBoard {
  private readonly clients = new Map<string, Client>();
  private untold: LiveEvent[] = [];
  private everyMs: number;
  private isRoundQuiet = true;
  private roundEndsAt = 0;
  private lastAskedAt = Number.NEGATIVE_INFINITY;
  private restsUntil = 0;

  constructor(
    private readonly timing: BoardTiming,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.everyMs = timing.presenceMs;
  }

  /** Somebody looks at these clients now. */
  want(clientIds: readonly string[]): void {
    const wantedUntil = this.now() + wantedMs;
    for (const id of clientIds) {
      const client = this.clients.get(id) ?? newClient();
      this.clients.delete(id);
      this.clients.set(id, { ...client, wantedUntil });
    }
    // Those that were wanted longest ago come first.
    for (const [id, client] of this.clients) {
      const isForgotten = client.wantedUntil + forgottenMs < this.now();
      if (!isForgotten && this.clients.size <= maxClients) break;
      this.clients.delete(id);
    }
  }

  /** Those of them whom to ask about although it is not their turn; none while the server is left alone. */
  stale(clientIds: readonly string[]): string[] {
    const now = this.now();
    if (this.restsUntil > now) return [];
    const roundMs = (this.clients.size / limits.recipients) * this.timing.presenceBetweenMs;
    const oldest = now - Math.max(freshMs, 2 * roundMs);
    return clientIds.filter((id) => (this.clients.get(id)?.askedAt ?? Number.NEGATIVE_INFINITY) < oldest);
  }

  /** When the next question is due; Infinity while nobody looks. */
  dueAt(): number {
    if (this.untold.length > 0) return 0;
    const oldest = this.oldestWanted()[0];
    if (!oldest) return Number.POSITIVE_INFINITY;
    const { presenceBetweenMs } = this.timing;
    return Math.max(oldest[1].askedAt + this.everyMs, this.lastAskedAt + presenceBetweenMs, this.restsUntil);
  }

  /** Whom the next question is about: as many as one call takes, those first who were asked about longest ago. */
  next(): string[] {
    if (this.dueAt() > this.now()) return [];
    return this.oldestWanted()
      .slice(0, limits.recipients)
      .map(([id]) => id);
  }

  /** Takes an answer; who has come or gone since the one before is told with the next `takeUntold`. */
  put(clientIds: readonly string[], online: readonly string[]): void {
    const [now, isOnline] = [this.now(), new Set(online)];
    this.lastAskedAt = now;
    for (const id of clientIds) {
      const client = this.clients.get(id);
      if (!client) continue;
      const is = isOnline.has(id);
      if (client.online !== null && client.online !== is) {
        this.untold.push({ type: "presence", clientId: id, online: is });
        this.isRoundQuiet = false;
      }
      Object.assign(client, { online: is, askedAt: now, askedTime: Date.now() });
    }
    this.adapt(now);
  }

  takeUntold(): LiveEvent[] {
    const { untold } = this;
    this.untold = [];
    return untold;
  }

  /** Leaves the server alone for a while. */
  rest(ms: number): void {
    this.restsUntil = Math.max(this.restsUntil, this.now() + ms);
  }

  /** Who of them is online, and when that was found out at the earliest; null for that when it is not known of all. */
  present(clientIds: readonly string[]): { online: string[]; asOf: number | null } {
    const known = clientIds.map((id) => this.clients.get(id));
    const asOf = known.every((client) => client?.online != null)
      ? Math.min(...known.map((client) => client?.askedTime ?? 0))
      : null;
    return { online: clientIds.filter((id) => this.clients.get(id)?.online), asOf };
  }

  /** Seldom while nobody comes or goes, often as soon as somebody does. */
  private adapt(now: number): void {
    const { presenceMs, presenceQuietMs, slowDown } = this.timing;
    if (!this.isRoundQuiet) this.everyMs = presenceMs;
    if (now < this.roundEndsAt) return;
    if (this.isRoundQuiet) this.everyMs = Math.min(presenceQuietMs, this.everyMs * slowDown);
    this.isRoundQuiet = true;
    this.roundEndsAt = now + this.everyMs;
  }

  private oldestWanted(): [string, Client][] {
    const now = this.now();
    return [...this.clients]
      .filter(([, { wantedUntil }]) => wantedUntil > now)
      .sort(([, a], [, b]) => a.askedAt - b.askedAt);
  }
}

function newClient(): Client {
  return { wantedUntil: 0, online: null, askedAt: Number.NEGATIVE_INFINITY, askedTime: 0 };
}
