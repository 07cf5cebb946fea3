import "server-only";
import { revokeSessions } from "@/lib/auth/sessions";
import type { Operator, UpdateOperator } from "@/lib/contracts/operators";
import type { ConsoleContext } from "../context";
import { RefusedError } from "../refused-error";
import { checkGrants, hasAdmin, replaceGrants } from "./grants";
import { findOperator } from "./list-operators";

/**
 * Changes an operator's name, roles or status. A change of roles or status ends all their sessions
 * at once. Refused when it would leave nobody who can run the console.
 */
export async function updateOperator(
  context: ConsoleContext,
  id: string,
  change: UpdateOperator,
): Promise<{ before: Operator; after: Operator }> {
  const before = await findOperator(context, id);
  if (!before) throw new RefusedError("not_found", "There is no such operator.");
  const { name, grants, status } = change;
  if (grants) await checkGrants(context.db, grants);
  await context.db.transaction().execute(async (trx) => {
    if (name !== undefined) await trx.updateTable("operators").set({ name }).where("id", "=", id).execute();
    if (grants) await replaceGrants(trx, id, grants);
    if (status === "disabled") {
      await trx.updateTable("operators").set({ status }).where("id", "=", id).execute();
      await trx.deleteFrom("invitations").where("operator_id", "=", id).execute();
    } else if (status === "active") {
      await trx
        .updateTable("operators")
        .set((eb) => ({
          status: eb
            .case()
            .when("password_hash", "is", null)
            .then("invited" as const)
            .else("active" as const)
            .end(),
        }))
        .where("id", "=", id)
        .where("status", "=", "disabled")
        .execute();
    }
    if (grants || status) await revokeSessions(trx, id);
    if (!(await hasAdmin(trx))) {
      throw new RefusedError("conflict", "Someone must stay an admin of every app.");
    }
  });
  const after = await findOperator(context, id);
  if (!after) throw new Error("the operator is gone");
  return { before, after };
}
