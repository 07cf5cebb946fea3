import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { clientIdSchema, idSchema } from "@/lib/protocol/client-id";
import { limits } from "@/lib/protocol/limits";
import { blacklist11BodySchema, kick11BodySchema, online11BodySchema } from "@/lib/protocol/rest/clients";
import { countUnread } from "../../services/clients/count-unread";
import { kickClient } from "../../services/clients/kick-client";
import { signClient } from "../../services/clients/sign-client";
import type { ImContext } from "../../services/context";
import { requireKind } from "../../services/conversations/require-kind";
import { silenceTemporarily } from "../../services/silences/silence-temporarily";
import { unsilenceTemporarily } from "../../services/silences/unsilence-temporarily";
import { inCrowd } from "../in-crowd";
import { route } from "../route";

const unreadPath = "/1.1/rtm/messages/unread/:client";
const blacklistPath = "/1.1/rtm/conversation/blacklist";

/** Unread counts, who is online, kicking, temporary silence, and signing for storage users. */
export function registerClients11(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: unreadPath,
    key: "any",
    params: z.object({ client: clientIdSchema }),
    handle: async ({ params, access }) => ({
      count: await inCrowd(context, access, () => countUnread(context, params.client)),
    }),
  });

  route(app, {
    method: "GET",
    path: `${unreadPath}/:id`,
    key: "any",
    params: z.object({ client: clientIdSchema, id: idSchema }),
    handle: async ({ params, access }) => ({
      count: await inCrowd(context, access, () => countUnread(context, params.client, params.id)),
    }),
  });

  route(app, {
    method: "POST",
    path: "/1.1/rtm/online",
    key: "master",
    body: online11BodySchema,
    handle: ({ body }) => ({ results: context.presence.filterOnline(body.peers) }),
  });

  route(app, {
    method: "POST",
    path: "/1.1/rtm/client/kick",
    key: "master",
    body: kick11BodySchema,
    async handle({ body }) {
      await kickClient(context, body.client_id, body.reason);
      return {};
    },
  });

  route(app, {
    method: "POST",
    path: "/1.1/rtm/sign",
    key: "any",
    body: z.object({ session_token: z.string().min(1).max(1000) }),
    handle: ({ body }) => signClient(context, body.session_token),
  });

  registerRooms(app, context);
  registerSilence(app, context);
}

function registerRooms(app: FastifyInstance, context: ImContext): void {
  const query = z.object({ gid: idSchema });

  route(app, {
    method: "GET",
    path: "/1.1/rtm/transient_group/onlines",
    key: "any",
    query,
    async handle({ query: { gid } }) {
      await requireKind(context, gid, "chatroom");
      return { result: context.presence.countInRoom(gid) };
    },
  });

  route(app, {
    method: "GET",
    path: "/1.1/rtm/transient_group/members",
    key: "any",
    query,
    async handle({ query: { gid } }) {
      await requireKind(context, gid, "chatroom");
      return { result: context.presence.sampleRoom(gid, limits.onlineSample) };
    },
  });
}

function registerSilence(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "POST",
    path: blacklistPath,
    key: "master",
    body: blacklist11BodySchema,
    async handle({ body }) {
      await silenceTemporarily(context, body.conv_id, body.client_id, body.ttl);
      return {};
    },
  });

  route(app, {
    method: "DELETE",
    path: blacklistPath,
    key: "master",
    query: z.object({ client_id: clientIdSchema, conv_id: idSchema }),
    async handle({ query }) {
      await unsilenceTemporarily(context, query.conv_id, query.client_id);
      return {};
    },
  });
}
