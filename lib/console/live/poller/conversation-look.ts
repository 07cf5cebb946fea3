import "server-only";
import { createHash } from "node:crypto";
import type { LiveEvent } from "@/lib/contracts/live";
import { findConversations } from "@/lib/leancloud/conversations";
import type { LeanCloud } from "@/lib/leancloud/request";
import type { ConversationWire } from "@/lib/protocol/conversation-row";
import { canonicalJson } from "../../audit/canonical-json";
import type { PollerTiming } from "./timing";

type LookTiming = Pick<PollerTiming, "conversationsMs" | "conversationsQuietMs" | "slowDown">;
type Print = { members: string; rest: string } | "gone";

const maxOpen = 20;
const timeoutMs = 5_000;
/** A page may have read its conversation this long before anyone looks here. */
const openedMs = 60_000;

/** Reads the conversations that operators have open again and again: members, name and attributes. */
export class ConversationLook {
  private readonly seen = new Map<string, Print>();
  private everyMs: number;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private soonAt: number | null = null;

  constructor(
    private readonly timing: LookTiming,
    private readonly open: () => readonly string[],
  ) {
    this.everyMs = timing.conversationsMs;
  }

  /** When it looks next; Infinity while no conversation is open. */
  dueAt(): number {
    const open = this.open();
    if (open.length === 0) return Number.POSITIVE_INFINITY;
    if (open.slice(0, maxOpen).some((id) => !this.seen.has(id))) return this.lookedAt + 1_000;
    return Math.min(this.soonAt ?? Number.POSITIVE_INFINITY, this.lookedAt + this.everyMs);
  }

  /** Something was changed here just now. */
  nudge(at: number): void {
    this.soonAt = at;
    this.everyMs = this.timing.conversationsMs;
  }

  /** What was changed since the last look; of those just opened, since `knownAt` or a moment ago (server's clock). */
  async look(
    upstream: LeanCloud,
    { now, knownAt }: { now: number; knownAt: number | null },
    signal: AbortSignal,
  ): Promise<LiveEvent[]> {
    const ids = this.open().slice(0, maxOpen);
    this.lookedAt = performance.now();
    this.soonAt = null;
    const find = {
      where: { objectId: { $in: ids } },
      order: "objectId",
      skip: 0,
      limit: maxOpen,
      count: false,
    };
    const { results } = await findConversations(upstream, find, { signal, timeoutMs });
    const rows = new Map(results.map((row) => [row.objectId, row]));
    const since = Math.min(now - openedMs, knownAt ?? now);
    const events = ids.flatMap((id) => this.compare(id, rows.get(id), since));
    for (const id of this.seen.keys()) if (!ids.includes(id)) this.seen.delete(id);
    const { conversationsMs, conversationsQuietMs, slowDown } = this.timing;
    this.everyMs =
      events.length > 0 ? conversationsMs : Math.min(conversationsQuietMs, this.everyMs * slowDown);
    return events;
  }

  private compare(conversationId: string, row: ConversationWire | undefined, since: number): LiveEvent[] {
    const before = this.seen.get(conversationId);
    const now = row ? printOf(row) : "gone";
    this.seen.set(conversationId, now);
    const members: LiveEvent = { type: "members", conversationId };
    const told = (change: "created" | "updated" | "deleted"): LiveEvent[] => [
      { type: "conversation", conversationId, change },
    ];
    if (now === "gone") return before && before !== "gone" ? told("deleted") : [];
    if (before === "gone") return told("created");
    // Whoever has just opened it may have read it before this.
    if (!before) return Date.parse(row?.updatedAt ?? "") >= since ? [...told("updated"), members] : [];
    return [
      ...(before.rest === now.rest ? [] : told("updated")),
      ...(before.members === now.members ? [] : [members]),
    ];
  }
}

function printOf({ m, mu, lm: _lm, updatedAt: _updatedAt, ...rest }: ConversationWire): Print {
  return { members: hashOf([m ?? [], mu ?? []].map((ids) => [...ids].sort())), rest: hashOf(rest) };
}

function hashOf(value: unknown): string {
  return createHash("sha1").update(canonicalJson(value)).digest("base64");
}
