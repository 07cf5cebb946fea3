import "server-only";
import { drawQrCode } from "@/lib/auth/second-factor/qr-code";
import { secretContext } from "@/lib/auth/second-factor/second-factors";
import { keyUri, makeSecret } from "@/lib/auth/second-factor/totp";
import type { SecondFactorKey, StartSecondFactor } from "@/lib/contracts/second-factor";
import { RefusedError } from "../../refused-error";
import { type Proving, tryOnce, wrongPassword } from "../prove-identity";

/** Begins to set up a second factor, after the password. Nothing takes a code before one was confirmed. */
export async function startSecondFactor(
  proving: Proving,
  { password }: StartSecondFactor,
): Promise<SecondFactorKey> {
  const { context, operator } = proving;
  await tryOnce(proving, () => wrongPassword(proving, password, "password"));
  const secret = makeSecret();
  const begun = {
    secret_sealed: context.keyring.seal(secret, secretContext(operator.id)),
    started_at: Date.now(),
  };
  const { numInsertedOrUpdatedRows } = await context.db
    .insertInto("second_factors")
    .values({ operator_id: operator.id, enabled_at: null, last_step: 0, ...begun })
    .onConflict((conflict) =>
      conflict.column("operator_id").doUpdateSet(begun).where("second_factors.enabled_at", "is", null),
    )
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw alreadyOn();
  return { secret, qrCode: drawQrCode(keyUri(secret, operator.email)) };
}

export function alreadyOn(): RefusedError {
  return new RefusedError("conflict", "The second factor is on already.");
}
