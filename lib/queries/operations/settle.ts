import type { Changed, Operation } from "@/lib/contracts/common";
import { ApiError } from "../api-error";
import { fetchOperation } from "./queries";

interface SettleOptions {
  signal?: AbortSignal;
  /** Called once when the outcome is not known yet and checking begins. */
  onUnknown?: () => void;
  /** Between two looks; tests shorten it. */
  intervalMs?: number;
  /** How many looks before giving up. */
  attempts?: number;
}

/**
 * Waits until a change is settled. A change that came back `unknown` is asked for again until the server knows.
 * Throws ApiError when it failed, one with code `unknowable` when nobody will ever know, and one with code `unsettled`
 * when it stayed unknown to the last look.
 */
export async function settle<T>(changed: Changed<T>, options: SettleOptions = {}): Promise<Changed<T>> {
  if (changed.operation.state === "succeeded") return changed;
  if (isOver(changed.operation)) throw operationError(changed.operation);
  options.onUnknown?.();
  return settleOperation<T>(changed.operation.id, options);
}

/** As settle, for an operation of which only the id is known. */
export async function settleOperation<T>(id: string, options: SettleOptions = {}): Promise<Changed<T>> {
  const { signal, intervalMs = 1_500, attempts = 40 } = options;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await pause(intervalMs, signal);
    const operation = await fetchOperation(id, signal);
    if (operation.state === "succeeded") return { operation, result: (operation.result ?? null) as T | null };
    if (isOver(operation)) throw operationError(operation);
  }
  throw new ApiError({
    code: "unsettled",
    message: "It is still not known whether this happened.",
    status: 202,
    fault: "server",
  });
}

/** It failed, or what became of it is certain not to be found out. */
function isOver({ state, settledAt }: Operation): boolean {
  return state === "failed" || (state === "unknown" && settledAt !== null);
}

function operationError(operation: Operation): ApiError {
  const error = operation.error;
  return new ApiError({
    code: error?.code ?? "internal",
    message: error?.message ?? "The change failed.",
    status: 502,
    fault: error?.fault ?? "parley",
    requestId: error?.requestId,
    details: error?.details,
    isRecorded: true,
  });
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
