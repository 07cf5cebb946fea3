import "server-only";
import { findSecondFactor } from "@/lib/auth/second-factor/second-factors";
import type { SecondFactor } from "@/lib/contracts/second-factor";
import type { ConsoleDb } from "../../store/open-store";

/** Whether an operator's sign-in takes a code, since when, and how many recovery codes are left. */
export async function readSecondFactor(db: ConsoleDb, operatorId: string): Promise<SecondFactor> {
  const factor = await findSecondFactor(db, operatorId);
  const { left } = await db
    .selectFrom("recovery_codes")
    .select((eb) => eb.fn.countAll<number>().as("left"))
    .where("operator_id", "=", operatorId)
    .executeTakeFirstOrThrow();
  return { enabledAt: factor?.enabled_at ?? null, recoveryCodesLeft: left };
}
