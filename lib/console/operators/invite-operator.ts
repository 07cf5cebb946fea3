import "server-only";
import { randomUUID } from "node:crypto";
import type { InviteOperator, Operator } from "@/lib/contracts/operators";
import type { ConsoleContext } from "../context";
import { RefusedError } from "../refused-error";
import { checkGrants, replaceGrants } from "./grants";
import { createInvitation } from "./invitations";
import { findOperator } from "./list-operators";

/** Makes an operator who has to take up an invitation first. Answers the token, which is told only now. */
export async function inviteOperator(
  context: ConsoleContext,
  input: InviteOperator,
): Promise<{ operator: Operator; token: string }> {
  const email = input.email.trim().toLowerCase();
  await checkGrants(context.db, input.grants);
  const id = randomUUID();
  const token = await context.db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto("operators")
      .values({
        id,
        email,
        name: input.name,
        password_hash: null,
        status: "invited",
        must_change_password: 0,
        locale: null,
        time_zone: null,
        theme: "system",
        density: "comfortable",
        last_seen_at: null,
        created_at: Date.now(),
      })
      .onConflict((conflict) => conflict.column("email").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!inserted)
      throw new RefusedError("conflict", "There is an operator with this e-mail already.", "email");
    await replaceGrants(trx, id, input.grants);
    return createInvitation(trx, id);
  });
  const operator = await findOperator(context, id);
  if (!operator) throw new Error("the operator is gone");
  return { operator, token };
}
