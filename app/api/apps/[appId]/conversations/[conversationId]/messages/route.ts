import { ApiFailure } from "@/lib/api/api-failure";
import { storedKind } from "@/lib/api/conversation-place";
import { requireMessageSize } from "@/lib/api/message-size";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { conversationTarget, messageHref } from "@/lib/api/targets";
import { isBoundToSenderIds, roleOn } from "@/lib/auth/permissions";
import { parseTextList } from "@/lib/console/apps/text-list";
import { auditLooks } from "@/lib/console/audit/audit-looks";
import { readHistory } from "@/lib/console/history/read-history";
import { withChangers } from "@/lib/console/messages/changers";
import { toOutgoing } from "@/lib/console/messages/to-outgoing";
import { historyQuerySchema, type SentMessage, sendMessageSchema } from "@/lib/contracts/messages";
import { sendMessage } from "@/lib/leancloud/messages";

/** A page of the conversation's history; opening it is audited. */
export const GET = route(
  { access: "conversation.read", params: conversationParams, query: historyQuerySchema },
  async (call) => {
    const { upstream, params, query, signal, signedIn } = call;
    const id = params.conversationId;
    const kind = await storedKind(call);
    const place = { scope: "conversation", kind, id, clientId: query.client } as const;
    const page = await readHistory({ upstream, place, signal }, query);
    const messages = await withChangers(call, page.messages);
    await auditLooks(signedIn.operator.id, [`${params.appId} ${id} ${query.client ?? ""}`], () =>
      call.audit({
        action: "conversation.read",
        result: "succeeded",
        target: conversationTarget(call),
        details: query.client ? { input: { client: query.client } } : {},
      }),
    );
    return { ...page, messages };
  },
);

/** Sends a message. Roles that are bound to the app's sender ids may send as no one else. */
export const POST = route(
  {
    access: "message.send",
    params: conversationParams,
    body: sendMessageSchema,
    authorise: async (call) => {
      const { app, body, signedIn } = call;
      requireMessageSize(body);
      const role = roleOn(signedIn.grants, app.id);
      if (role && isBoundToSenderIds(role) && !parseTextList(app.sender_ids).includes(body.from)) {
        throw new ApiFailure("forbidden", "Your role may send only as this app's sender ids.", {
          senderIds: parseTextList(app.sender_ids),
        });
      }
      if (body.toClients || (await storedKind(call)) === "service") call.require("service.send");
    },
    change: { action: "message.send", target: conversationTarget },
  },
  async (call): Promise<SentMessage> => {
    const { upstream, params, body } = call;
    const kind = await storedKind(call);
    if (kind === "service" && !body.toClients) {
      throw new ApiFailure("bad_request", "Name the clients (toClients), or send a broadcast instead.");
    }
    const sent = await sendMessage(upstream, kind, params.conversationId, toOutgoing(kind, body));
    const [client] = body.toClients ?? [];
    call.target({
      type: "message",
      id: sent.messageId,
      label: null,
      href: messageHref(params.appId, params.conversationId, { ...sent, client }),
    });
    return sent;
  },
);
