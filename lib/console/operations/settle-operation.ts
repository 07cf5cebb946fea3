import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { auditRowSchema } from "@/lib/contracts/audit";
import { getServerTime } from "@/lib/leancloud/global";
import type { LeanCloud } from "@/lib/leancloud/request";
import { findApp, openApp } from "../apps/open-app";
import type { ConsoleContext } from "../context";
import type { OperationRow } from "../store/tables";
import { claimedIds } from "./claimed-ids";
import { findOperation, finishOperation, type OperationOutcome } from "./finish-operation";
import { settlers } from "./settlers/by-action";
import { cannotTell, type Times, type Verdict } from "./settlers/verdict";

/** How exactly the difference of the clocks is known. */
const clockMarginMs = 3_000;
/** Longer than any call of the console is waited for, repeats included. */
const longestWayMs = 60_000;
const recordedSchema = z.object({ input: z.unknown(), target: auditRowSchema.shape.target });

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

/** Looks again and again, with growing pauses, until the operation is settled. */
export function settleInBackground(context: ConsoleContext, id: string): void {
  void (async () => {
    for (const pause of context.timing.settlePausesMs) {
      await wait(pause, undefined, { ref: false });
      try {
        await settleOperation(context, id);
        if ((await findOperation(context, id))?.state !== "unknown") return;
      } catch (error) {
        context.log.warn({ operationId: id, reason: nameOf(error) }, "operation not settled yet");
      }
    }
  })();
}

async function look(context: ConsoleContext, id: string): Promise<void> {
  const row = await findOperation(context, id);
  if (row?.state !== "unknown") return;
  const recorded = recordedSchema.parse(JSON.parse(context.keyring.open(row.input_sealed, `input:${id}`)));
  const verdict = await verdictOf(context, row, recorded.input);
  const outcome = outcomeOf(context, row, verdict);
  if (!outcome) return;
  const operator = await context.db
    .selectFrom("operators")
    .select("email")
    .where("id", "=", row.operator_id)
    .executeTakeFirst();
  await finishOperation(context, id, outcome, {
    action: row.action,
    operatorId: row.operator_id,
    operatorEmail: operator?.email ?? null,
    appId: row.app_id,
    target: recorded.target,
    ip: row.ip,
    requestId: row.request_id,
    details: { settled: true },
  });
}

async function verdictOf(context: ConsoleContext, row: OperationRow, input: unknown): Promise<Verdict> {
  const settle = settlers[row.action];
  const app = row.app_id === null ? null : findApp(context, row.app_id);
  if (!settle || !app) return cannotTell;
  const upstream = openApp(context, app);
  return settle({
    app,
    upstream,
    input,
    madeWithin: () => timesOf(upstream, row.started_at),
    claimed: () => claimedIds(context, row),
  });
}

/** The two clocks may differ by any amount: the server's is asked for. */
async function timesOf(upstream: LeanCloud, startedAt: number): Promise<Times> {
  const now = await getServerTime(upstream);
  const ahead = now - Date.now();
  return { from: startedAt + ahead - clockMarginMs, until: startedAt + ahead + longestWayMs, now };
}

function outcomeOf(context: ConsoleContext, row: OperationRow, verdict: Verdict): OperationOutcome | null {
  if (verdict.outcome === "happened") return { state: "succeeded", status: 200, result: verdict.result };
  const isLate = row.started_at + context.timing.settleWindowMs < Date.now();
  if (verdict.outcome === "cannot-tell" || !isLate) return null;
  return {
    state: "failed",
    status: 503,
    error: {
      code: "upstream_unavailable",
      message: "The IM server did not carry this out. It is safe to try again.",
      fault: "server",
      requestId: row.request_id,
    },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : "not an error";
}
