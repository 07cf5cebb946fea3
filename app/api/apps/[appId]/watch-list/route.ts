import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { addWatched } from "@/lib/console/watch-list/change-watch-list";
import { readWatchList } from "@/lib/console/watch-list/read-watch-list";
import { addWatchedSchema } from "@/lib/contracts/watch-list";

/** The clients that the operator watches. */
export const GET = route(
  { access: "conversation.read", params: appParams },
  async ({ context, app, signedIn }) =>
    readWatchList(context.db, { operatorId: signedIn.operator.id, appId: app.id }),
);

/** Puts clients on the operator's own list. Notes are not for the audit: they are read by nobody else. */
export const POST = route(
  {
    access: "conversation.read",
    params: appParams,
    body: addWatchedSchema,
    change: {
      action: "watch-list.add",
      input: ({ body }) => ({ clientIds: body.clients.map(({ clientId }) => clientId) }),
    },
  },
  async ({ context, app, signedIn, body }) =>
    addWatched(context.db, { operatorId: signedIn.operator.id, appId: app.id }, body.clients),
);
