import "server-only";
import type { Changer, Message } from "@/lib/contracts/messages";
import { getLastChanges } from "@/lib/leancloud/parley";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import type { MessageChangeWire } from "@/lib/protocol/rest/parley";
import { currentCapabilities } from "../apps/refresh-capabilities";
import type { ConsoleContext } from "../context";
import type { ConsoleDb } from "../store/open-store";
import type { AppRow } from "../store/tables";
import { type MessagePlace, nameOf, recallersOf } from "./recallers";

type Place = { context: Pick<ConsoleContext, "db" | "env" | "keyring">; app: AppRow };
type Reader = Place & { upstream: LeanCloud; signal?: AbortSignal };
type Change = Pick<MessageChangeWire, "cause" | "by" | "operation_id">;

/**
 * Says of messages that were edited or recalled who did it last, where that is known. For a page that holds none of
 * them nothing is looked up.
 */
export async function withChangers(reader: Reader, messages: Message[]): Promise<Message[]> {
  const changed = messages.filter((message) => message.patchTimestamp !== null || isRecalled(message));
  if (changed.length === 0) return messages;
  const changes = await lastChangesOf(reader, changed);
  const told = changed.map((message, at) => ({
    place: message,
    change: changes[at] ?? untold(isRecalled(message) ? "recall" : "edit"),
  }));
  const changers = await changersOf(reader, told);
  const byMessage = new Map(changed.map((message, at) => [message, changers[at] ?? null]));
  return messages.map((message) => {
    const changedBy = byMessage.get(message);
    return changedBy ? { ...message, changedBy } : message;
  });
}

/** Who made each of these changes, in their order; null where that is not known. */
export async function changersOf(
  { context: { db }, app }: Place,
  changes: readonly { place: MessagePlace; change: Change }[],
): Promise<(Changer | null)[]> {
  const ids = changes.flatMap(({ change }) => change.operation_id ?? []);
  // Nothing comes behind a recall: where the server does not tell whose it was, the audit may.
  const recalled = changes.filter(({ change }) => change.by === null && change.cause === "recall");
  const [operators, recallers] = await Promise.all([
    operatorsOf(db, app.id, ids),
    recallersOf(
      db,
      app.id,
      recalled.map(({ place }) => place),
    ),
  ]);
  return changes.map(({ place, change: { cause, by, operation_id: operationId } }) => {
    if (by) return { kind: "client", id: by };
    if (by === null) return cause === "recall" ? operator(recallers.get(place)) : null;
    return operator(operationId === null ? undefined : operators.get(operationId)) ?? { kind: "key" };
  });
}

const operator = (name: string | undefined): Changer | null =>
  name === undefined ? null : { kind: "operator", name };
const untold = (cause: Change["cause"]): Change => ({ cause, by: null, operation_id: null });
const isRecalled = ({ payload }: Message): boolean => payload.kind === "recalled";

/** A name is not worth a page: without an answer there are none. */
async function lastChangesOf({ context, app, upstream, signal }: Reader, messages: readonly Message[]) {
  if (!(await currentCapabilities(context, app)).includes("changers")) return [];
  try {
    return await getLastChanges(upstream, messages, signal);
  } catch (error) {
    if (error instanceof UpstreamError) return [];
    throw error;
  }
}

/** The name of whoever began each of these operations here. */
async function operatorsOf(db: ConsoleDb, appId: string, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("operations")
    .innerJoin("operators", "operators.id", "operations.operator_id")
    .select(["operations.id", "operators.name", "operators.email"])
    .where("operations.id", "in", ids)
    .where("operations.app_id", "=", appId)
    .where("operations.action", "in", ["message.edit", "message.recall"])
    .execute();
  return new Map(rows.map(({ id, ...named }) => [id, nameOf(named)]));
}
