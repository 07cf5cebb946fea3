import "server-only";
import { z } from "zod";
import { canonicalJson } from "@/lib/console/audit/canonical-json";
import { beginOperation } from "@/lib/console/operations/begin-operation";
import {
  findOperation,
  finishOperation,
  type OperationOutcome,
} from "@/lib/console/operations/finish-operation";
import { presentOperation } from "@/lib/console/operations/present-operation";
import { settleInBackground } from "@/lib/console/operations/settle-operation";
import type { OperationRow } from "@/lib/console/store/tables";
import type { Operation } from "@/lib/contracts/common";
import { ApiFailure, failureKinds } from "./api-failure";
import type { AuditTarget, auditSubject, Call } from "./call";
import { mapError } from "./map-error";
import { presentFailure, respondFailure, respondJson } from "./respond";
import type { ChangeConfig } from "./route";

type Change<P, Q, B> = {
  call: Call<P, Q, B>;
  change: ChangeConfig<P, Q, B>;
  subject: ReturnType<typeof auditSubject>;
  /** Filled by the handler. */
  details: Record<string, unknown>;
  target: { value: AuditTarget | null };
};

/** On a failure that is the operation's own: a refusal before that says nothing of an earlier try. */
const recordedHeader = "operation-recorded";
const idSchema = z.uuid();
const duplicatePatienceMs = 20_000;

// The calls that are under way in this process: the same key waits for the first one's outcome.
const holder = globalThis as typeof globalThis & { __parleyRunning?: Map<string, Promise<unknown>> };
holder.__parleyRunning ??= new Map();
const running = holder.__parleyRunning;

/** Whether this process is carrying out the operation now. */
export function isUnderWay(id: string): boolean {
  return running.has(id);
}

/**
 * Carries out a change exactly once for its `Idempotency-Key`: recorded before the call, audited
 * with its outcome; the same key again is answered from the record.
 */
export async function runChange<P, Q, B>(
  input: Change<P, Q, B>,
  handler: (call: Call<P, Q, B>) => Promise<unknown>,
): Promise<Response> {
  const { call, change } = input;
  const key = idSchema.safeParse(call.request.headers.get("idempotency-key"));
  if (!key.success) {
    throw new ApiFailure("bad_request", "Every change needs an Idempotency-Key header with a UUID.");
  }
  const id = key.data.toLowerCase();
  call.operationId = id;
  const action = typeof change.action === "string" ? change.action : change.action(call);
  const target = change.target?.(call) ?? null;
  const recorded = change.input
    ? change.input(call)
    : { params: call.params, query: call.query, body: call.body };
  const url = new URL(call.request.url);
  const begun = await beginOperation(call.context, {
    id,
    operatorId: call.signedIn.operator.id,
    appId: input.subject.appId,
    action,
    request: `${call.request.method} ${url.pathname}${url.search}\n${canonicalJson(call.body ?? null)}`,
    input: { input: recorded, target },
    requestId: call.requestId,
    ip: call.from.ip,
  });
  if (!begun.isSame) throw new ApiFailure("conflict", "This Idempotency-Key was used for another change.");
  if (!begun.isNew) return answerDuplicate(call, begun.row, change.status);

  const work = carryOut(input, handler, { id, action, target, recorded });
  running.set(
    id,
    work.catch(() => undefined),
  );
  try {
    return answer(call, await work, change.status);
  } finally {
    running.delete(id);
  }
}

async function carryOut<P, Q, B>(
  input: Change<P, Q, B>,
  handler: (call: Call<P, Q, B>) => Promise<unknown>,
  operation: { id: string; action: string; target: AuditTarget | null; recorded: unknown },
): Promise<Operation> {
  const { call, change } = input;
  const outcome = await attempt(call, handler, change);
  const isTold = change.isResultSecret && outcome.state === "succeeded";
  const kept = isTold ? { ...outcome, result: null } : outcome;
  const finished = await finishOperation(call.context, operation.id, kept, {
    ...input.subject,
    action: operation.action,
    target: input.target.value ?? operation.target,
    details: { input: operation.recorded, ...input.details },
  });
  // Sessions and roles are changed outside of apps; pages of an app want to see what was changed there.
  if (input.subject.appId === null) call.context.live.recheck();
  else call.context.live.nudge(input.subject.appId);
  if (outcome.state === "unknown") settleInBackground(call.context, operation.id);
  if (finished) return isTold ? { ...finished, result: outcome.result } : finished;
  const row = await findOperation(call.context, operation.id);
  if (!row) throw new Error("the operation is gone");
  return presentOperation(call.context.keyring, row);
}

async function attempt<P, Q, B>(
  call: Call<P, Q, B>,
  handler: (call: Call<P, Q, B>) => Promise<unknown>,
  change: ChangeConfig<P, Q, B>,
): Promise<OperationOutcome> {
  try {
    return { state: "succeeded", status: change.status ?? 200, result: await handler(call) };
  } catch (thrown) {
    const failure = mapError(thrown);
    if (failure.code === "internal") {
      call.log.error({ err: thrown instanceof Error ? thrown.stack : "not an error" }, "change failed");
    }
    const error = presentFailure(failure, call.requestId);
    return {
      state: call.mayHaveChanged() ? "unknown" : "failed",
      status: failureKinds[failure.code].status,
      error,
    };
  }
}

async function answerDuplicate<P, Q, B>(
  call: Call<P, Q, B>,
  row: OperationRow,
  status: number | undefined,
): Promise<Response> {
  const underWay = running.get(row.id);
  if (row.state === "pending" && underWay) {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, duplicatePatienceMs);
    });
    await Promise.race([underWay, patience]);
    clearTimeout(timer);
  }
  const now = (await findOperation(call.context, row.id)) ?? row;
  return answer(call, presentOperation(call.context.keyring, now), status, { "idempotent-replay": "true" });
}

/** A success or an open outcome as `{operation, result}`; a recorded failure as the error it was. */
function answer<P, Q, B>(
  call: Call<P, Q, B>,
  operation: Operation,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  if (operation.state === "failed" && operation.error) {
    return respondFailure(operation.error, call.requestId, { ...headers, [recordedHeader]: "1" });
  }
  const isSettled = operation.state === "succeeded";
  return respondJson(
    { operation, result: isSettled ? operation.result : null },
    isSettled ? status : 202,
    call.requestId,
    headers,
  );
}
