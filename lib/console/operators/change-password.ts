import "server-only";
import { clearFailures } from "@/lib/auth/lockout";
import { hashPassword } from "@/lib/auth/password";
import { revokeSessions, type SignedIn } from "@/lib/auth/sessions";
import type { ChangePassword } from "@/lib/contracts/operators";
import type { ConsoleContext } from "../context";
import { RefusedError } from "../refused-error";
import { signedInSubject, tryOnce, wrongPassword } from "./prove-identity";

/** Sets a new password after checking the present one; every other session of the operator ends. */
export async function changePassword(
  context: ConsoleContext,
  who: SignedIn,
  input: ChangePassword,
  ip: string | null,
): Promise<void> {
  const { operator, sessionId } = who;
  const proving = { context, operator, ip };
  await tryOnce(proving, () => wrongPassword(proving, input.current, "current"));
  if (input.next === input.current) {
    throw new RefusedError("bad_request", "Choose a password that you have not now.", "next");
  }
  const password_hash = await hashPassword(input.next);
  await context.db.transaction().execute(async (trx) => {
    await trx
      .updateTable("operators")
      .set({ password_hash, must_change_password: 0 })
      .where("id", "=", operator.id)
      .execute();
    await revokeSessions(trx, operator.id, { except: sessionId });
    await trx.deleteFrom("invitations").where("operator_id", "=", operator.id).execute();
  });
  await clearFailures(context, operator.email, signedInSubject(operator));
}
