import "server-only";
import { z } from "zod";
import { clientIdSchema } from "@/lib/contracts/common";
import { checkOnline } from "@/lib/leancloud/clients";
import { getClientSessions } from "@/lib/leancloud/sessions";
import { happened, type OpenOperation, type Settler } from "./verdict";

const inputSchema = z.object({ params: z.object({ clientId: clientIdSchema }) });

/** Whoever is not online any more needs no second kick; whoever is was not kicked, or has signed in again. */
export const settleKick: Settler = async (operation) => {
  const { clientId } = inputSchema.parse(operation.input).params;
  if (await wasKicked(operation, clientId)) return happened(null);
  const online = await checkOnline(operation.upstream, [clientId]);
  if (!online.includes(clientId)) return happened(null);
  const message =
    "The client is online: it was not kicked, or has signed in again. It is safe to kick it again.";
  return { outcome: "not-there", message };
};

/** Parley's own server keeps how sessions ended. */
async function wasKicked(operation: OpenOperation, clientId: string): Promise<boolean> {
  const { upstream } = operation;
  if (!(await operation.capabilities()).includes("sessions")) return false;
  const { from, until } = await operation.madeWithin();
  const { recent } = await getClientSessions(upstream, clientId);
  return recent.some(
    ({ cause, ended_at }) => cause === "kicked" && ended_at !== null && ended_at >= from && ended_at <= until,
  );
}
