import "server-only";
import { replaceRecoveryCodes } from "@/lib/auth/second-factor/second-factors";
import type { ProveSecondFactor, RecoveryCodes } from "@/lib/contracts/second-factor";
import { type Proving, proveBoth } from "../prove-identity";

/** Ten new recovery codes; those before stop working. */
export async function renewRecoveryCodes(proving: Proving, input: ProveSecondFactor): Promise<RecoveryCodes> {
  const { context, operator } = proving;
  await proveBoth(proving, input);
  const recoveryCodes = await context.db
    .transaction()
    .execute((trx) => replaceRecoveryCodes(trx, context.keyring, operator.id));
  return { recoveryCodes };
}
