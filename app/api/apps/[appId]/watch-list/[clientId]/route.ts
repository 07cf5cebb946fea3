import { clientParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { clientTarget } from "@/lib/api/targets";
import { editWatched, removeWatched } from "@/lib/console/watch-list/change-watch-list";
import { editWatchedSchema } from "@/lib/contracts/watch-list";

/** Changes the operator's note on a client. */
export const PATCH = route(
  {
    access: "conversation.read",
    params: clientParams,
    body: editWatchedSchema,
    change: { action: "watch-list.edit", target: clientTarget, input: () => ({ note: "changed" }) },
  },
  async ({ context, app, signedIn, params, body }) =>
    editWatched(
      context.db,
      { operatorId: signedIn.operator.id, appId: app.id },
      { clientId: params.clientId, note: body.note },
    ),
);

/** Takes a client off the operator's own list. */
export const DELETE = route(
  {
    access: "conversation.read",
    params: clientParams,
    change: { action: "watch-list.remove", target: clientTarget },
  },
  async ({ context, app, signedIn, params }) =>
    removeWatched(context.db, { operatorId: signedIn.operator.id, appId: app.id }, params.clientId),
);
