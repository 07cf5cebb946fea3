import "server-only";
import { parseCode } from "@/lib/auth/second-factor/recovery-codes";
import {
  findSecondFactor,
  replaceRecoveryCodes,
  stepOfFactor,
} from "@/lib/auth/second-factor/second-factors";
import { revokeSessions } from "@/lib/auth/sessions";
import type { ConfirmSecondFactor, RecoveryCodes } from "@/lib/contracts/second-factor";
import type { ConsoleContext } from "../../context";
import { RefusedError } from "../../refused-error";
import type { SecondFactorRow } from "../../store/tables";
import { type Proving, tryOnce, wrongCode } from "../prove-identity";
import { alreadyOn } from "./start-second-factor";

const validMs = 15 * 60_000;

/**
 * Switches the second factor on with a first code of the authenticator: from now on signing in takes one.
 * Every other session of the operator ends. Answers the recovery codes.
 */
export async function confirmSecondFactor(
  proving: Proving,
  sessionId: string,
  { code }: ConfirmSecondFactor,
): Promise<RecoveryCodes> {
  const { context, operator } = proving;
  const factor = await findSecondFactor(context.db, operator.id);
  if (factor?.enabled_at) throw alreadyOn();
  if (!factor || factor.started_at + validMs < Date.now()) throw startAnew();
  return tryOnce(proving, async () => {
    const parsed = parseCode(code);
    const step = parsed?.kind === "totp" ? stepOfFactor(context, factor, parsed.code) : null;
    return step === null ? wrongCode() : switchOn(context, factor, step, sessionId);
  });
}

function switchOn(
  { db, keyring }: ConsoleContext,
  { operator_id, secret_sealed }: SecondFactorRow,
  step: number,
  sessionId: string,
): Promise<RecoveryCodes> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("second_factors")
      .set({ enabled_at: Date.now(), last_step: step })
      .where("operator_id", "=", operator_id)
      .where("secret_sealed", "=", secret_sealed)
      .where("enabled_at", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw startAnew();
    await revokeSessions(trx, operator_id, { except: sessionId });
    return { recoveryCodes: await replaceRecoveryCodes(trx, keyring, operator_id) };
  });
}

function startAnew(): RefusedError {
  return new RefusedError("conflict", "This set-up is no longer valid. Start again.");
}
