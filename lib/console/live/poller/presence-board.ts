import "server-only";
import type { LiveEvent } from "@/lib/contracts/live";
import type { UpstreamError } from "@/lib/leancloud/upstream-error";
import { limits } from "@/lib/protocol/limits";
import { pauseAfter } from "../back-off";
import type { PollerTiming } from "./timing";

type Client = {
  wantedUntil: number;
  online: boolean | null;
  /** On the monotonic clock, and on the wall's. */
  askedAt: number;
  askedTime: number;
  /** When it was found online last. */
  seenTime: number | null;
};
type BoardTiming = Pick<PollerTiming, "presenceMs" | "presenceQuietMs" | "presenceBetweenMs" | "slowDown">;

/** Pages ask again every half minute for as long as someone looks. */
const wantedMs = 45_000;
/** Longer than the poller takes to come round to a few clients. */
const freshMs = 35_000;
const forgottenMs = 10 * 60_000;
const maxClients = 2_000;
const restAfter = { backOffMs: [], limitedMs: 60_000 };

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

  /** When there is something to tell or to ask; Infinity while nobody looks. */
  dueAt(): number {
    return this.untold.length > 0 ? 0 : this.questionDueAt();
  }

  /** Whom the next question is about: as many as one call takes, those first who were asked about longest ago. */
  next(): string[] {
    if (this.questionDueAt() > this.now()) return [];
    return this.oldestWanted()
      .slice(0, limits.recipients)
      .map(([id]) => id);
  }

  /** Takes an answer; who has come or gone since the one before is told with the next `takeUntold`. */
  put(clientIds: readonly string[], online: readonly string[]): void {
    const [now, time, isOnline] = [this.now(), Date.now(), new Set(online)];
    this.lastAskedAt = now;
    for (const id of clientIds) {
      const client = this.clients.get(id);
      if (!client) continue;
      const is = isOnline.has(id);
      if (client.online !== null && client.online !== is) {
        this.untold.push({ type: "presence", clientId: id, online: is });
        this.isRoundQuiet = false;
      }
      const seenTime = is ? time : client.seenTime;
      Object.assign(client, { online: is, askedAt: now, askedTime: time, seenTime });
    }
    this.adapt(now);
  }

  takeUntold(): LiveEvent[] {
    const { untold } = this;
    this.untold = [];
    return untold;
  }

  /** Leaves a server alone that has had too many calls. */
  rest(error: UpstreamError): void {
    this.restsUntil = Math.max(this.restsUntil, this.now() + pauseAfter(error, 0, restAfter));
  }

  /** For how long the server is left alone yet. */
  get restMs(): number {
    return Math.max(0, this.restsUntil - this.now());
  }

  /** Who of them is online, as it was found out at `asOf` or later; null when it was not found out of all. */
  present(
    clientIds: readonly string[],
  ): { online: string[]; seenAt: Record<string, number>; asOf: number } | null {
    const online: string[] = [];
    const seenAt: Record<string, number> = {};
    let asOf = Date.now();
    for (const id of clientIds) {
      const client = this.clients.get(id);
      if (!client || client.online === null) return null;
      if (client.online) online.push(id);
      else if (client.seenTime !== null) seenAt[id] = client.seenTime;
      asOf = Math.min(asOf, client.askedTime);
    }
    return { online, seenAt, asOf };
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

  private questionDueAt(): number {
    const oldest = this.oldestWanted()[0];
    if (!oldest) return Number.POSITIVE_INFINITY;
    const { presenceBetweenMs } = this.timing;
    return Math.max(oldest[1].askedAt + this.everyMs, this.lastAskedAt + presenceBetweenMs, this.restsUntil);
  }

  private oldestWanted(): [string, Client][] {
    const now = this.now();
    return [...this.clients]
      .filter(([, { wantedUntil }]) => wantedUntil > now)
      .sort(([, a], [, b]) => a.askedAt - b.askedAt);
  }
}

function newClient(): Client {
  return { wantedUntil: 0, online: null, askedAt: Number.NEGATIVE_INFINITY, askedTime: 0, seenTime: null };
}
