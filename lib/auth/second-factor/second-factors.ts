import "server-only";
import type { Kysely } from "kysely";
import type { ConsoleContext } from "@/lib/console/context";
import type { ConsoleTables, SecondFactorRow } from "@/lib/console/store/tables";
import { hashRecoveryCode, makeRecoveryCodes, parseCode } from "./recovery-codes";
import { stepOf } from "./totp";

type Db = Kysely<ConsoleTables>;
type Context = Pick<ConsoleContext, "db" | "keyring" | "log">;

/** What a code turned out to be. */
export type SpentCode = "totp" | "recovery";

/** What the secret is sealed for: it opens for no other operator. */
export const secretContext = (operatorId: string) => `second-factor:${operatorId}`;

/** An operator's second factor, also while it is only being set up; null when there is none. */
export async function findSecondFactor(db: Db, operatorId: string): Promise<SecondFactorRow | null> {
  const row = await db
    .selectFrom("second_factors")
    .selectAll()
    .where("operator_id", "=", operatorId)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether signing in takes a code. */
export async function hasSecondFactor(db: Db, operatorId: string): Promise<boolean> {
  const factor = await findSecondFactor(db, operatorId);
  return factor !== null && factor.enabled_at !== null;
}

/**
 * Uses up a code of an operator's authenticator, or a recovery code. Null when it is wrong or was used: one statement
 * decides, so that of two tries with the same code one succeeds.
 */
export async function spendCode(
  context: Context,
  operatorId: string,
  typed: string,
  now = Date.now(),
): Promise<SpentCode | null> {
  const { db, keyring } = context;
  const parsed = parseCode(typed);
  const factor = await findSecondFactor(db, operatorId);
  if (!parsed || !factor || factor.enabled_at === null) return null;
  if (parsed.kind === "recovery") {
    const taken = await db
      .deleteFrom("recovery_codes")
      .where("operator_id", "=", operatorId)
      .where("code_hash", "=", hashRecoveryCode(keyring, operatorId, parsed.code))
      .executeTakeFirst();
    return taken.numDeletedRows === 1n ? "recovery" : null;
  }
  const step = stepOfFactor(context, factor, parsed.code, now);
  if (step === null) return null;
  const taken = await db
    .updateTable("second_factors")
    .set({ last_step: step })
    .where("operator_id", "=", operatorId)
    .where("secret_sealed", "=", factor.secret_sealed)
    .where("last_step", "<", step)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n ? "totp" : null;
}

/** The time step of an authenticator's code; null when it is wrong, or the secret was sealed under another PARLEY_SECRET. */
export function stepOfFactor(
  { keyring, log }: Pick<Context, "keyring" | "log">,
  factor: SecondFactorRow,
  code: string,
  now = Date.now(),
): number | null {
  let secret: string;
  try {
    secret = keyring.open(factor.secret_sealed, secretContext(factor.operator_id));
  } catch {
    log.error(
      { operatorId: factor.operator_id },
      "a second factor cannot be opened with the present PARLEY_SECRET",
    );
    return null;
  }
  return stepOf(secret, code, now);
}

/** Ten new recovery codes in place of those before. Answers them; only their hashes are kept. */
export async function replaceRecoveryCodes(
  db: Db,
  keyring: Context["keyring"],
  operatorId: string,
): Promise<string[]> {
  const codes = makeRecoveryCodes();
  await db.deleteFrom("recovery_codes").where("operator_id", "=", operatorId).execute();
  await db
    .insertInto("recovery_codes")
    .values(
      codes.map((code) => ({
        operator_id: operatorId,
        code_hash: hashRecoveryCode(keyring, operatorId, code),
      })),
    )
    .execute();
  return codes;
}

/** Takes an operator's second factor away, with its recovery codes. Answers whether it was on. */
export async function removeSecondFactor(db: Db, operatorId: string): Promise<boolean> {
  const removed = await db
    .deleteFrom("second_factors")
    .where("operator_id", "=", operatorId)
    .returning("enabled_at")
    .executeTakeFirst();
  return removed !== undefined && removed.enabled_at !== null;
}
