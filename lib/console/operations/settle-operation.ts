import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { UnknowableReason } from "@/lib/contracts/common";
import { getServerTime } from "@/lib/leancloud/global";
import type { LeanCloud } from "@/lib/leancloud/request";
import { findApp, openApp } from "../apps/open-app";
import { currentCapabilities } from "../apps/refresh-capabilities";
import type { ConsoleContext } from "../context";
import { changersOf } from "../messages/changers";
import type { OperationRow } from "../store/tables";
import { claimedIds } from "./claimed-ids";
import { evidenceBefore } from "./evidence-before";
import { findOperation, finishOperation, isOpen, type OperationOutcome } from "./finish-operation";
import { auditOf, recordedOf } from "./recorded";
import { settlers } from "./settlers/by-action";
import { cannotTell, type Times, type Verdict } from "./settlers/verdict";

/** How exactly the difference of the clocks is known. */
const clockMarginMs = 3_000;
/** Longer than any call of the console is waited for, repeats included. */
const longestWayMs = 60_000;
/** What could not be told by then is given up: the server keeps too much of the kind to look through. */
const givenUpMs = 10 * 60_000;
const longestPauseMs = 15 * 60_000;
/** Of what is older, nothing more is found out by looking. */
export const settledWithinMs = 7 * 86_400_000;
const unknowableMessages: Record<UnknowableReason, string> = {
  transient:
    "No answer came, and a transient message leaves no trace: nobody can find out whether it was delivered. Sent again, it may arrive twice.",
  "timed-silence":
    "No answer came, and silences for a time are listed nowhere: nobody can find out whether this one began. It is safe to silence again; the time then counts anew.",
  "not-kept":
    "No answer came, and the server does not keep what messages said in between: nobody can find out whether this was done. Look at the message before you do it again.",
  "too-much":
    "No answer came, and the server keeps too much to find out whether this was done. Look for it before you do it again.",
};

// One look at a time: two operations that look alike must not take the same message for theirs.
const holder = globalThis as typeof globalThis & { __parleyLooking?: Promise<unknown> };

/**
 * Looks once whether an operation with an open outcome was carried out, and records what is found.
 * Not being there counts as failed only once the request can no longer be on its way.
 */
export async function settleOperation(context: ConsoleContext, id: string): Promise<void> {
  const turn = (holder.__parleyLooking ?? Promise.resolve()).then(() => look(context, id));
  holder.__parleyLooking = turn.catch(() => undefined);
  return turn;
}

/** Looks again and again, with growing pauses, until the operation is settled; for a week at most. */
export function settleInBackground(context: ConsoleContext, id: string): void {
  void (async () => {
    for (const pause of pausesOf(context.timing)) {
      await wait(pause, undefined, { ref: false });
      try {
        await settleOperation(context, id);
        if (!isOpen(await findOperation(context, id))) return;
      } catch (error) {
        context.log.warn({ operationId: id, reason: nameOf(error) }, "operation not settled yet");
      }
    }
  })();
}

/** Behind the first ones they go on growing: an outage may take hours. */
function* pausesOf({ settlePausesMs }: ConsoleContext["timing"]): Generator<number> {
  yield* settlePausesMs;
  let pause = settlePausesMs.at(-1) ?? settledWithinMs;
  for (let waited = 0; waited + pause < settledWithinMs; waited += pause) {
    pause = Math.min(pause * 2, longestPauseMs);
    yield pause;
  }
}

async function look(context: ConsoleContext, id: string): Promise<void> {
  const row = await findOperation(context, id);
  if (!row || !isOpen(row)) return;
  const verdict = await verdictOf(context, row, recordedOf(context.keyring, row).input);
  const outcome = outcomeOf(context, row, verdict);
  if (!outcome) return;
  const audit = await auditOf(context, row);
  const found = verdict.outcome === "happened" ? verdict.details : {};
  await finishOperation(context, id, outcome, { ...audit, details: { settled: true, ...found } });
}

async function verdictOf(context: ConsoleContext, row: OperationRow, input: unknown): Promise<Verdict> {
  const settle = settlers[row.action];
  const app = row.app_id === null ? null : findApp(context, row.app_id);
  if (!settle || !app) return cannotTell;
  // What a twin makes meanwhile looks like this one's, until it is known whose it is.
  if (await hasTwinUnderWay(context, row)) return cannotTell;
  const upstream = openApp(context, app);
  return settle({
    id: row.id,
    app,
    upstream,
    input,
    before: () => evidenceBefore(context, row),
    changerOf: async (place, change) => (await changersOf({ context, app }, [{ place, change }]))[0] ?? null,
    capabilities: () => currentCapabilities(context, app),
    madeWithin: () => timesOf(upstream, row.started_at),
    claimed: () => claimedIds(context, row),
  });
}

async function hasTwinUnderWay({ db }: ConsoleContext, row: OperationRow): Promise<boolean> {
  const twin = await db
    .selectFrom("operations")
    .select("id")
    .where("state", "=", "pending")
    .where("request_hash", "=", row.request_hash)
    .executeTakeFirst();
  return twin !== undefined;
}

/** The two clocks may differ by any amount: the server's is asked for. */
async function timesOf(upstream: LeanCloud, startedAt: number): Promise<Times> {
  const now = await getServerTime(upstream);
  const ahead = now - Date.now();
  return { from: startedAt + ahead - clockMarginMs, until: startedAt + ahead + longestWayMs, now };
}

function outcomeOf(context: ConsoleContext, row: OperationRow, verdict: Verdict): OperationOutcome | null {
  if (verdict.outcome === "happened") return { state: "succeeded", status: 200, result: verdict.result };
  const age = Date.now() - row.started_at;
  const error = { fault: "server", requestId: row.request_id } as const;
  if (verdict.outcome === "not-there") {
    if (age <= context.timing.settleWindowMs) return null;
    const message = verdict.message ?? "The IM server did not carry this out. It is safe to try again.";
    return { state: "failed", status: 503, error: { ...error, code: "upstream_unavailable", message } };
  }
  // It may still be on its way, and be seen then.
  if (verdict.outcome === "unknowable" && verdict.why === "not-kept" && age <= context.timing.settleWindowMs)
    return null;
  if (verdict.outcome === "cannot-tell" && age <= givenUpMs) return null;
  const why = verdict.outcome === "unknowable" ? verdict.why : "too-much";
  const message = unknowableMessages[why];
  return {
    state: "unknown",
    isFinal: true,
    status: 202,
    error: { ...error, code: "unknowable", message, details: { why } },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : "not an error";
}
