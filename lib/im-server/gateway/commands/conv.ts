import { ImError } from "../../services/errors";
import type { OpName } from "../wire/enums";
import type { Handler } from "./answer";
import { addToConversation } from "./conv/add";
import { countMembers, isMember, sampleMembers } from "./conv/count";
import type { ConvHandler } from "./conv/input";
import { readMarks } from "./conv/max-read";
import { updateRole } from "./conv/member-info";
import { muteConversation, unmuteConversation } from "./conv/mute";
import { queryConversations } from "./conv/query";
import { removeFromConversation } from "./conv/remove";
import { addSilences, checkSilences, querySilences, removeSilences } from "./conv/shutup";
import { startConversation } from "./conv/start";
import { updateAttributes } from "./conv/update";

const operations: Partial<Record<OpName, ConvHandler>> = {
  start: startConversation,
  query: queryConversations,
  update: updateAttributes,
  add: addToConversation,
  remove: removeFromConversation,
  mute: muteConversation,
  unmute: unmuteConversation,
  count: countMembers,
  members: sampleMembers,
  is_member: isMember,
  max_read: readMarks,
  member_info_update: updateRole,
  add_shutup: addSilences,
  remove_shutup: removeSilences,
  query_shutup: querySilences,
  check_shutup: checkSilences,
};

/** Everything about conversations but their messages, by operation. */
export const answerConv: Handler = ({ gateway, session, command }) => {
  const operation = command.op === undefined ? undefined : operations[command.op];
  if (!operation) throw new ImError(1, "Unknown conversation operation.");
  return operation({ gateway, session, message: command.convMessage ?? {} });
};
