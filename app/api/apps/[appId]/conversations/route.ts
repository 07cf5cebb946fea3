import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { conversationHref } from "@/lib/api/targets";
import { createNewConversation } from "@/lib/console/conversations/create-conversation";
import { listConversations } from "@/lib/console/conversations/list-conversations";
import { conversationListQuerySchema, createConversationSchema } from "@/lib/contracts/conversations";

/** A page of the app's conversations. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: conversationListQuerySchema },
  ({ upstream, query, signal }) => listConversations(upstream, query, signal),
);

/** Creates a conversation; one for services needs the permission for those. */
export const POST = route(
  {
    access: "conversation.create",
    params: appParams,
    body: createConversationSchema,
    authorise: ({ body, require }) => {
      if (body.kind === "service") require("service.create");
    },
    change: { action: "conversation.create" },
  },
  async ({ upstream, params, body, target }) => {
    const created = await createNewConversation(upstream, body);
    const { id, name } = created.conversation;
    target({ type: "conversation", id, label: name, href: conversationHref(params.appId, id) });
    return created;
  },
);
