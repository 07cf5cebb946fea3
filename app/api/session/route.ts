import { route } from "@/lib/api/route";
import { presentSession } from "@/lib/console/operators/present-session";

/** Who is signed in, and what they may do on which app. */
export const GET = route({ access: "signed-in", beforePasswordChange: true }, ({ context, signedIn }) =>
  presentSession(context, signedIn),
);
