import { z } from "zod";
import { route } from "@/lib/api/route";
import { acceptInvitation, readInvitation } from "@/lib/console/operators/invitations";
import { acceptInvitationSchema } from "@/lib/contracts/operators";

const tokenParams = z.object({ token: z.string().min(20).max(100) });

/** Whom an invitation is for; needs no session, as the link itself is the proof. */
export const GET = route({ access: "anyone", params: tokenParams }, async ({ context, params }) => {
  const { email, name } = await readInvitation(context.db, params.token);
  return { email, name };
});

/** Takes up an invitation by setting a password. */
export const POST = route(
  { access: "anyone", params: tokenParams, body: acceptInvitationSchema },
  async ({ context, params, body, from, requestId }) => {
    await acceptInvitation(context, params.token, body.password, { ip: from.ip, requestId });
    return null;
  },
);
