import { z } from "zod";
import { isHooked } from "../../services/hooks/call-hook";
import type { KnownConversation } from "../conversation-cache";
import type { Gateway } from "../gateway";
import { askApp } from "../hooks/refusal";
import type { Session } from "../session";
import type { Wire } from "../wire/codec";
import { filterWords } from "../word-filter";
import { mentionsOf } from "./mentions";

type Direct = Wire<"DirectCommand">;

/** What the app may change about a message; anything else it says is not understood. */
const answerSchema = z.object({
  content: z.string().optional().catch(undefined),
  pushData: z.unknown().optional(),
  toPeers: z.array(z.string()).optional().catch(undefined),
});

/** A message as it will be sent: after the word filter and the app's own say. */
export type Draft = {
  data: string;
  binary: boolean;
  mentionAll: boolean;
  mentionClientIds: string[];
  pushData: unknown;
  /** The receivers that the app has chosen; null for all. */
  to: string[] | null;
  isCensored: boolean;
};

/**
 * What a client wants to send, filtered and as the app wants it. Without waiting unless the app is asked.
 * @throws AppRefusal 4402
 */
export function draftOf(
  gateway: Gateway,
  session: Session,
  conversation: KnownConversation,
  direct: Direct,
): Draft | Promise<Draft> {
  const content = contentOf(direct);
  const { wordFilter } = gateway.context.settings.current;
  const filtered = content.binary ? null : filterWords(wordFilter, content.data);
  const draft: Draft = {
    ...content,
    data: filtered ?? content.data,
    pushData: direct.pushData,
    to: null,
    isCensored: filtered !== null,
  };
  if (!isHooked(gateway.context, "_messageReceived")) return draft;
  return askAboutMessage(gateway, session, conversation, direct, draft);
}

async function askAboutMessage(
  gateway: Gateway,
  session: Session,
  { row, kind, members }: KnownConversation,
  direct: Direct,
  draft: Draft,
): Promise<Draft> {
  const params = {
    fromPeer: session.clientId,
    convId: row.objectId,
    toPeers: [...members].filter((member) => member !== session.clientId),
    content: draft.data,
    bin: draft.binary,
    transient: direct.transient ?? false,
    receipt: direct.r ?? false,
    system: kind === "service",
    sourceIP: session.link.remoteAddress,
    timestamp: gateway.context.now(),
  };
  const answer = answerSchema.parse((await askApp(gateway, "_messageReceived", params, 4402)) ?? {});
  return {
    ...draft,
    data: answer.content ?? draft.data,
    pushData: answer.pushData ?? draft.pushData,
    to: answer.toPeers ?? null,
  };
}

/** The content of a message as the services take it. */
function contentOf(direct: Direct) {
  const isBinary = direct.binaryMsg !== undefined;
  return {
    data: isBinary ? Buffer.from(direct.binaryMsg ?? []).toString("base64") : (direct.msg ?? ""),
    binary: isBinary,
    mentionAll: direct.mentionAll ?? false,
    mentionClientIds: mentionsOf(direct.mentionPids ?? []),
  };
}
