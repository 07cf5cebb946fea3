import { route } from "@/lib/api/route";
import { confirmSecondFactor } from "@/lib/console/operators/second-factor/confirm-second-factor";
import { readSecondFactor } from "@/lib/console/operators/second-factor/read-second-factor";
import { startSecondFactor } from "@/lib/console/operators/second-factor/start-second-factor";
import { switchOffSecondFactor } from "@/lib/console/operators/second-factor/switch-off-second-factor";
import {
  confirmSecondFactorSchema,
  proveSecondFactorSchema,
  startSecondFactorSchema,
} from "@/lib/contracts/second-factor";

/** Whether one's own sign-in takes a code. */
export const GET = route({ access: "signed-in" }, ({ context, signedIn }) =>
  readSecondFactor(context.db, signedIn.operator.id),
);

/** Begins to set up a second factor; the key is told only here. */
export const POST = route(
  {
    access: "signed-in",
    body: startSecondFactorSchema,
    change: { action: "account.second-factor-start", input: () => null, isResultSecret: true },
  },
  ({ context, signedIn, body, from }) =>
    startSecondFactor({ context, operator: signedIn.operator, ip: from.ip }, body),
);

/** Switches it on with a first code; the recovery codes are told only here, and every other session ends. */
export const PUT = route(
  {
    access: "signed-in",
    body: confirmSecondFactorSchema,
    change: { action: "account.second-factor-on", input: () => null, isResultSecret: true },
  },
  ({ context, signedIn, body, from }) => {
    const proving = { context, operator: signedIn.operator, ip: from.ip };
    return confirmSecondFactor(proving, signedIn.sessionId, body);
  },
);

/** Switches it off. */
export const DELETE = route(
  {
    access: "signed-in",
    body: proveSecondFactorSchema,
    change: { action: "account.second-factor-off", input: () => null },
  },
  async ({ context, signedIn, body, from }) => {
    await switchOffSecondFactor({ context, operator: signedIn.operator, ip: from.ip }, body);
    return null;
  },
);
