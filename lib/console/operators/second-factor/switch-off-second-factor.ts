import "server-only";
import { removeSecondFactor } from "@/lib/auth/second-factor/second-factors";
import type { ProveSecondFactor } from "@/lib/contracts/second-factor";
import { type Proving, proveBoth } from "../prove-identity";

/** From now on the password alone signs in. */
export async function switchOffSecondFactor(proving: Proving, input: ProveSecondFactor): Promise<void> {
  await proveBoth(proving, input);
  await removeSecondFactor(proving.context.db, proving.operator.id);
}
