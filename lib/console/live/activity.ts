import "server-only";
import type { Activity, ActivityState, LiveEvent } from "@/lib/contracts/live";

type Operator = { id: string; name: string };
type Line = { conversationId: string; clientId: string | null };
type Place = Line & { appId: string };
type Present = { operator: Operator; tab: string; state: ActivityState; until: number };
type ActivityEvent = Extract<LiveEvent, { type: "activity" }>;

const expireMs = 45_000;
const maxPerOperator = 50;

/** Who has which conversation open, and who is answering. Kept in memory; what is not repeated is forgotten. */
export class ActivityBoard {
  /** By app, then by line. */
  private readonly apps = new Map<string, Map<string, Line & { present: Present[] }>>();

  constructor(
    private readonly onChange: (appId: string, event: ActivityEvent) => void,
    private readonly now: () => number = Date.now,
  ) {}

  report(place: Place, operator: Operator, { state, tab }: Pick<Activity, "state" | "tab">): void {
    this.change(place, (present) => {
      const others = present.filter((one) => one.operator.id !== operator.id || one.tab !== tab);
      if (state === "gone") return others;
      return [...others, { operator, tab, state, until: this.now() + expireMs }];
    });
    this.boundOperator(operator.id);
  }

  /** Everything that goes on in an app. */
  current(appId: string): ActivityEvent[] {
    return [...(this.apps.get(appId)?.values() ?? [])].map(({ conversationId, clientId, present }) => ({
      type: "activity",
      conversationId,
      clientId,
      operators: summarize(present),
    }));
  }

  /** The conversations of an app that anyone has open. */
  openIn(appId: string): string[] {
    const lines = this.apps.get(appId)?.values() ?? [];
    return [...new Set([...lines].map(({ conversationId }) => conversationId))];
  }

  /** An operator who may not look any more is not there any more. */
  forget(operatorId: string): void {
    this.changeAll((present) => present.filter((one) => one.operator.id !== operatorId));
  }

  /** Takes away what has expired; to be called every second or so. */
  sweep(): void {
    const now = this.now();
    this.changeAll((present) => present.filter((one) => one.until > now));
  }

  private boundOperator(operatorId: string): void {
    const own = this.places().flatMap(({ place, present }) =>
      present.filter((one) => one.operator.id === operatorId).map((one) => ({ place, one })),
    );
    own.sort((a, b) => a.one.until - b.one.until);
    for (const { place, one } of own.slice(0, Math.max(0, own.length - maxPerOperator))) {
      this.change(place, (present) => present.filter((other) => other !== one));
    }
  }

  private places(): { place: Place; present: Present[] }[] {
    return [...this.apps].flatMap(([appId, lines]) =>
      [...lines.values()].map(({ present, ...line }) => ({ place: { appId, ...line }, present })),
    );
  }

  private changeAll(change: (present: Present[]) => Present[]): void {
    for (const { place } of this.places()) this.change(place, change);
  }

  private change(
    { appId, conversationId, clientId }: Place,
    change: (present: Present[]) => Present[],
  ): void {
    const lines = this.apps.get(appId) ?? new Map<string, Line & { present: Present[] }>();
    const key = JSON.stringify([conversationId, clientId]);
    const before = lines.get(key)?.present ?? [];
    const present = change(before);
    if (present.length > 0) lines.set(key, { conversationId, clientId, present });
    else lines.delete(key);
    if (lines.size > 0) this.apps.set(appId, lines);
    else this.apps.delete(appId);
    const operators = summarize(present);
    if (JSON.stringify(operators) === JSON.stringify(summarize(before))) return;
    this.onChange(appId, { type: "activity", conversationId, clientId, operators });
  }
}

/** One line an operator, however many windows; answering in one of them is answering. */
function summarize(present: Present[]): ActivityEvent["operators"] {
  const operators = new Map<string, ActivityEvent["operators"][number]>();
  for (const { operator, state } of present) {
    const isAnswering = state === "answering" || operators.get(operator.id)?.state === "answering";
    operators.set(operator.id, {
      id: operator.id,
      name: operator.name,
      state: isAnswering ? "answering" : "viewing",
    });
  }
  return [...operators.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}
