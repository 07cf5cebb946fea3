import "server-only";
import { z } from "zod";
import { objectIdSchema } from "@/lib/contracts/common";
import { clientIdsSchema, silenceSchema } from "@/lib/contracts/members";
import { kindOf } from "../../conversations/kind-of";
import { settleClientList } from "./members";
import { cannotTell, notThere, type OpenOperation, type Settler, unknowable, when } from "./verdict";
import { allTimedSilences, wholeList } from "./whole-list";

const params = z.object({ conversationId: objectIdSchema });
const silenceInput = z.object({ params, body: silenceSchema });
const idsInput = z.object({ params, body: clientIdsSchema });
const settlePermanent = settleClientList("permanent-silenceds", true);

/** For good: by the list. For a time: by when each would end, where the server lists that. */
export const settleSilence: Settler = async (operation) => {
  const { params, body } = silenceInput.parse(operation.input);
  if (body.seconds === undefined) return settlePermanent(operation);
  if (!(await listsTimed(operation))) return unknowable("timed-silence");
  if (!(await kindOf(operation.app, operation.upstream, params.conversationId))) return notThere;
  const [timed, { from, until, now }] = await Promise.all([
    allTimedSilences(operation, params.conversationId),
    operation.madeWithin(),
  ]);
  if (!timed) return cannotTell;
  const [soonest, latest] = [from + body.seconds * 1000, until + body.seconds * 1000];
  const ends = new Map(timed.map((one) => [one.clientId, one.until]));
  const endsOf = body.clientIds.map((id) => ends.get(id) ?? 0);
  // It would be over by now, or another one has taken its place.
  if (soonest <= now || endsOf.some((end) => end > latest)) return unknowable("timed-silence");
  return when(
    endsOf.every((end) => end >= soonest),
    null,
  );
};

/** Lifted is who is on neither list, as far as the server shows both. */
export const settleUnsilence: Settler = async (operation) => {
  const { params, body } = idsInput.parse(operation.input);
  const hasTimed = await listsTimed(operation);
  const listed = await wholeList(operation, "permanent-silenceds", params.conversationId);
  const timed = hasTimed && listed ? await allTimedSilences(operation, params.conversationId) : [];
  if (!listed || !timed) return cannotTell;
  const silenced = new Set([...listed, ...timed.map((one) => one.clientId)]);
  return when(!body.clientIds.some((id) => silenced.has(id)), {
    clientIds: listed.slice(0, 50),
    next: null,
  });
};

async function listsTimed(operation: OpenOperation): Promise<boolean> {
  return (await operation.capabilities()).includes("restrictions");
}
