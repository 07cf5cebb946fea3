import { route } from "@/lib/api/route";
import { renewRecoveryCodes } from "@/lib/console/operators/second-factor/renew-recovery-codes";
import { proveSecondFactorSchema } from "@/lib/contracts/second-factor";

/** New recovery codes, told only here; those before stop working. */
export const POST = route(
  {
    access: "signed-in",
    body: proveSecondFactorSchema,
    change: { action: "account.recovery-codes", input: () => null, isResultSecret: true },
  },
  ({ context, signedIn, body, from }) =>
    renewRecoveryCodes({ context, operator: signedIn.operator, ip: from.ip }, body),
);
