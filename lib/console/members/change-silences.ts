import "server-only";
import type { StoredKind } from "@/lib/leancloud/conversations";
import { changeClientList, endTimedSilence, silenceForTime } from "@/lib/leancloud/members";
import type { LeanCloud } from "@/lib/leancloud/request";
import { inTurn } from "../in-turn";

type Where = { kind: StoredKind; id: string };
const atOnce = 4;

/** Silences clients for good, or for some seconds. */
export async function silence(
  upstream: LeanCloud,
  where: Where,
  clientIds: string[],
  seconds: number | undefined,
): Promise<void> {
  if (seconds === undefined) {
    await changeClientList(upstream, "permanent-silenceds", "POST", where, clientIds);
  } else {
    await inTurn(clientIds, atOnce, (id) => silenceForTime(upstream, where, id, seconds));
  }
}

/** Lets clients speak again, however they were silenced. */
export async function endSilence(upstream: LeanCloud, where: Where, clientIds: string[]): Promise<void> {
  await changeClientList(upstream, "permanent-silenceds", "DELETE", where, clientIds);
  await inTurn(clientIds, atOnce, (id) => endTimedSilence(upstream, where, id));
}
