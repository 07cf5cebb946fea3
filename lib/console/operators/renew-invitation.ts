import "server-only";
import type { Operator } from "@/lib/contracts/operators";
import type { ConsoleContext } from "../context";
import { RefusedError } from "../refused-error";
import { createInvitation } from "./invitations";
import { findOperator } from "./list-operators";

/** A new link for an operator, to come in for the first time or to set a new password. */
export async function renewInvitation(
  context: ConsoleContext,
  id: string,
): Promise<{ operator: Operator; token: string }> {
  const operator = await findOperator(context, id);
  if (!operator) throw new RefusedError("not_found", "There is no such operator.");
  if (operator.status === "disabled") throw new RefusedError("conflict", "Enable the operator first.");
  return { operator, token: await createInvitation(context.db, id) };
}
