import { ImError } from "../../../services/errors";
import { muteMembers } from "../../../services/mutes/mute-members";
import { unmuteMembers } from "../../../services/mutes/unmute-members";
import { askApp } from "../../hooks/refusal";
import { iso } from "../../present/conversation";
import type { Outgoing } from "../../wire/codec";
import { type ConvHandler, type ConvInput, requireConversation, requireMember } from "./input";

/** Stops offline push of a conversation for oneself. @throws ImError 4303, 4317, 4307 */
export const muteConversation: ConvHandler = (input) => change(input, muteMembers, true);

/** Lets offline push through again. @throws ImError 4303, 4317, 4307 */
export const unmuteConversation: ConvHandler = (input) => change(input, unmuteMembers, false);

async function change(input: ConvInput, apply: typeof muteMembers, mute: boolean): Promise<Outgoing> {
  const conversation = await requireConversation(input);
  requireMember(input, conversation);
  if (conversation.kind === "temporary") throw new ImError(4307);
  const asked = { initBy: input.session.clientId, convId: conversation.row.objectId, mute };
  await askApp(input.gateway, "_conversationUpdate", asked, 4309);
  const row = await apply(input.gateway.context, conversation.row.objectId, [input.session.clientId]);
  return { cmd: "conv", op: "updated", convMessage: { cid: row.objectId, udate: iso(row.updatedAt) } };
}
