import "server-only";
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { LeanCloud } from "@/lib/leancloud/request";
import type { Heard } from "../source";
import { CallBudget, within } from "./call-budget";
import { ConversationLook } from "./conversation-look";
import { HistoryLook } from "./history-look";
import type { Journal } from "./journal";
import type { PresenceBoard } from "./presence-board";
import type { Difference } from "./seen-messages";
import { ServerClock } from "./server-clock";
import { SideLooks } from "./side-looks";
import { type PollerTiming, pollerSizes, pollerTiming } from "./timing";

/** What is looked at, and what keeps where the poller is. */
export type Polled = {
  journal: Pick<Journal, "load" | "save" | "forget">;
  presence: PresenceBoard;
  openConversations: () => readonly string[];
  /** What could not be kept or found out; the stream of messages goes on. */
  onFailure: (error: unknown) => void;
};

/** What is looked at may change between two looks. */
const wakeMs = 1_000;
const comeBackMs = 120_000;
/** What stays as it is is kept anew all the same, so that its age tells how long nobody looked. */
const keepEveryMs = 600_000;
const nothing: Difference = { events: [], put: [], drop: [] };

/**
 * Hears of a hosted app by asking: for its history, who is online and what became of the open conversations, one
 * question at a time within a budget. Where it is, is kept before it is told: another process goes on from there.
 */
export class HostedPoller {
  /** Of this poller alone: no other gives the same name to something else. */
  private readonly epoch = randomBytes(6).toString("base64url");
  private looks = 0;
  private position = this.nameOf(0);
  private isBegun = false;
  private readonly history: HistoryLook;
  private readonly conversations: ConversationLook;
  private readonly sides: SideLooks;
  private readonly budget: CallBudget;
  private readonly clock: ServerClock;
  private toldUntil = 0;
  /** Up to when another process has told, for as long as pages that it told come back. */
  private knownAt: number | null = null;
  private readonly startedAt = performance.now();
  private keptAt = Number.NEGATIVE_INFINITY;
  private dueAt = 0;
  private pauseMs = 0;
  private woken = new AbortController();

  constructor(
    private readonly polled: Polled,
    private readonly timing: PollerTiming = pollerTiming,
    sizes: typeof pollerSizes = pollerSizes,
  ) {
    this.history = new HistoryLook(timing, sizes, () => this.isWatched);
    this.conversations = new ConversationLook(timing, polled.openConversations);
    this.sides = new SideLooks(polled.presence, this.conversations, timing.refusedMs, polled.onFailure);
    this.budget = new CallBudget(timing.callsPerMinute);
    this.clock = new ServerClock(timing.clockEveryMs);
  }

  /** Looks at once instead of after the present pause. */
  nudge(): void {
    const at = performance.now() + this.timing.nudgedMs;
    this.dueAt = Math.min(this.dueAt, at);
    this.pauseMs = this.timing.busyMs;
    this.conversations.nudge(at);
    this.woken.abort();
  }

  /** What happens from the last look on, however long ago that was. Throws when the history cannot be looked at. */
  async *read(server: LeanCloud, after: string | null, signal: AbortSignal): AsyncGenerator<Heard> {
    const { presence } = this.polled;
    const upstream = within(this.budget, server, (error) => presence.rest(error));
    if (!this.isBegun) yield* this.restore();
    let isLost = after !== null && after !== this.position;
    for (let isFirst = after !== null; !signal.aborted; isFirst = false) {
      const now = await this.clock.now(upstream, signal);
      const at = now - this.timing.lateMs;
      const difference = this.isBegun ? await this.history.look(upstream, now, signal) : null;
      if (!difference) {
        await this.history.begin(upstream, now, signal);
        this.polled.journal.forget();
      }
      isLost ||= this.isBegun && !difference;
      if (isLost) this.advance();
      const { events, ...kept } = difference ?? nothing;
      const told = isLost ? [] : events;
      await this.keep({ ...kept, events: told }, at);
      if (isLost) yield { type: "reset", position: this.position, at };
      else if (isFirst || !this.isBegun) yield { type: "began", position: this.position, at };
      if (!isLost) yield { type: "told", position: this.position, at, events: told };
      this.isBegun = true;
      isLost = false;
      this.plan(events.length > 0);
      yield* this.besides(upstream, signal);
    }
  }

  private nameOf(look: number): string {
    return `p${this.epoch}.${look}`;
  }

  private advance(): void {
    this.looks += 1;
    this.position = this.nameOf(this.looks);
  }

  private get isWatched(): boolean {
    return this.polled.openConversations().length > 0;
  }

  /** Goes on where the process before this one was. */
  private async *restore(): AsyncGenerator<Heard> {
    const kept = await this.polled.journal.load().catch((error: unknown) => this.polled.onFailure(error));
    if (!kept) return;
    this.history.restore(kept);
    this.isBegun = true;
    this.position = kept.position;
    this.looks = kept.looks;
    this.toldUntil = kept.toldUntil;
    this.knownAt = kept.toldUntil;
    // Where the first of them began is not kept.
    const [first, ...entries] = kept.told;
    const earlier = { base: first?.position ?? kept.position, entries };
    yield { type: "began", position: this.position, at: kept.toldUntil, earlier };
  }

  /** Keeps what is about to be told. Where that fails it is told all the same, and another process does not go on from it. */
  private async keep(difference: Difference, at: number | null): Promise<void> {
    const { events, put, drop } = difference;
    if (events.length > 0) this.advance();
    this.toldUntil = at ?? this.toldUntil;
    const isSame = events.length + put.length + drop.length === 0 && this.isBegun;
    if (isSame && performance.now() - this.keptAt < keepEveryMs) return;
    const { position, looks, toldUntil, history } = this;
    const { newest, knownFrom } = history.state;
    const step = { position, looks, newest, knownFrom, toldUntil, ...difference };
    try {
      await this.polled.journal.save(step, () => history.state.all);
      this.keptAt = performance.now();
    } catch (error) {
      this.polled.onFailure(error);
    }
  }

  private plan(isBusy: boolean): void {
    const { busyMs, slowDown, watchedMs, quietMs } = this.timing;
    const slowest = this.isWatched ? watchedMs : quietMs;
    this.pauseMs = isBusy ? busyMs : Math.min(slowest, Math.max(busyMs, this.pauseMs * slowDown));
    this.dueAt = performance.now() + this.pauseMs;
  }

  /** Until the next look at the history: everything else. */
  private async *besides(upstream: LeanCloud, signal: AbortSignal): AsyncGenerator<Heard> {
    while (!signal.aborted && performance.now() < this.dueAt) {
      const now = performance.now();
      const due = Math.min(this.dueAt, this.sides.dueAt());
      if (due > now) {
        await this.sleep(Math.min(due - now, wakeMs), signal);
        continue;
      }
      if (now - this.startedAt > comeBackMs) this.knownAt = null;
      const times = { now: await this.clock.now(upstream, signal), knownAt: this.knownAt };
      const events = await this.sides.run(upstream, times, signal);
      if (events.length === 0) continue;
      await this.keep({ ...nothing, events }, null);
      yield { type: "told", position: this.position, at: null, events };
    }
  }

  private async sleep(ms: number, signal: AbortSignal): Promise<void> {
    const either = AbortSignal.any([signal, this.woken.signal]);
    await wait(ms, undefined, { signal: either, ref: false }).catch(() => undefined);
    if (this.woken.signal.aborted) this.woken = new AbortController();
  }
}
