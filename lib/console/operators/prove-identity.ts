import "server-only";
import { countFailure, inTryQueue, lockedFor } from "@/lib/auth/lockout";
import { verifyPassword } from "@/lib/auth/password";
import { spendCode } from "@/lib/auth/second-factor/second-factors";
import type { ConsoleContext } from "../context";
import { RefusedError } from "../refused-error";
import type { OperatorRow } from "../store/tables";

/** One who is signed in and shows once more who they are. */
export type Proving = { context: ConsoleContext; operator: OperatorRow; ip: string | null };

/** What their failures are counted under beside the account's: strangers at the sign-in do not lock them out. */
export const signedInSubject = (operator: Pick<OperatorRow, "id">): string => `signed-in:${operator.id}`;

/**
 * Does what shows who they are, one try after the other, and answers what came of it. A refusal that it answers is
 * thrown, and counts against the account as sign-ins that fail do.
 */
export async function tryOnce<T>(
  { context, operator, ip }: Proving,
  attempt: () => Promise<T | RefusedError>,
): Promise<T> {
  const guesser = { email: operator.email, ip, known: signedInSubject(operator) };
  return inTryQueue(guesser, async () => {
    if ((await lockedFor(context, guesser)) > 0) {
      throw new RefusedError("locked_out", "Too many wrong tries. Wait a while, then try again.");
    }
    const result = await attempt();
    if (!(result instanceof RefusedError)) return result;
    await countFailure(context, guesser);
    throw result;
  });
}

/** Says that the present password is wrong; null when it is right. `field` is where it stands in the input. */
export async function wrongPassword(
  { operator }: Proving,
  password: string,
  field: string,
): Promise<RefusedError | null> {
  const fits = await verifyPassword(operator.password_hash, password);
  return fits ? null : new RefusedError("bad_request", "The present password is wrong.", field);
}

/** Throws unless the password is right and the code too, which is used up by this. */
export async function proveBoth(
  proving: Proving,
  { password, code }: { password: string; code: string },
): Promise<void> {
  const { context, operator } = proving;
  await tryOnce(proving, async () => {
    const refusal = await wrongPassword(proving, password, "password");
    if (refusal) return refusal;
    return (await spendCode(context, operator.id, code)) ? null : wrongCode();
  });
}

export function wrongCode(): RefusedError {
  return new RefusedError("bad_request", "This code is wrong, or was used already.", "code");
}
