import { z } from "zod";
import { ApiFailure } from "@/lib/api/api-failure";
import { maySee } from "@/lib/api/may-see";
import { route } from "@/lib/api/route";
import { isUnderWay } from "@/lib/api/run-change";
import { findOperation } from "@/lib/console/operations/finish-operation";
import { presentOperation } from "@/lib/console/operations/present-operation";
import { interrupt } from "@/lib/console/operations/resume-operations";
import { settleOperation } from "@/lib/console/operations/settle-operation";

const patienceMs = 3_000;

/** An operation of one's own; an open one is looked into before it is answered. */
export const GET = route(
  { access: "signed-in", params: z.object({ operationId: z.uuid() }) },
  async ({ context, params, signedIn }) => {
    const id = params.operationId.toLowerCase();
    const row = await findOperation(context, id);
    if (!row || !maySee(signedIn, row)) throw new ApiFailure("not_found", "There is no such operation.");
    const isLeft = row.state === "pending" && !isUnderWay(id);
    if (isLeft) await interrupt(context, row);
    if (isLeft || row.state === "unknown") await lookBriefly(settleOperation(context, id));
    return presentOperation(context.keyring, (await findOperation(context, id)) ?? row);
  },
);

/** The look goes on behind the answer when the IM server is slow; its failures are the background's to tell. */
async function lookBriefly(look: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([look.catch(() => undefined), patience]);
  clearTimeout(timer);
}
