import type { AppHistoryFilters } from "@/lib/queries/search/keys";
import { endOfZonedDay, startOfZonedDay } from "@/lib/time/zoned-day";

export type MessageKind = NonNullable<AppHistoryFilters["kind"]>;

/** The filters as the URL holds them; days are the viewer's. */
export interface HistoryFilters {
  from: string;
  kind: MessageKind | null;
  since: string;
  until: string;
}

export type DayProblem = "since" | "until" | "order" | null;

/** What to ask the console for; filters that say nothing are left out. */
export function toQuery(filters: HistoryFilters, timeZone: string): AppHistoryFilters {
  return {
    from: filters.from.trim() || undefined,
    kind: filters.kind ?? undefined,
    since: startOfZonedDay(filters.since, timeZone) ?? undefined,
    until: endOfZonedDay(filters.until, timeZone) ?? undefined,
  };
}

/** What is wrong with the days, if anything. */
export function dayProblem({ since, until }: Pick<HistoryFilters, "since" | "until">): DayProblem {
  if (since !== "" && startOfZonedDay(since, "UTC") === null) return "since";
  if (until !== "" && startOfZonedDay(until, "UTC") === null) return "until";
  return since !== "" && until !== "" && since > until ? "order" : null;
}

export const isFiltered = (filters: HistoryFilters): boolean =>
  filters.from.trim() !== "" || filters.kind !== null || filters.since !== "" || filters.until !== "";

export const noFilters: HistoryFilters = { from: "", kind: null, since: "", until: "" };
