import { route } from "@/lib/api/route";
import { changePassword } from "@/lib/console/operators/change-password";
import { changePasswordSchema } from "@/lib/contracts/operators";

/** Changes one's own password; every other session ends. */
export const POST = route(
  {
    access: "signed-in",
    beforePasswordChange: true,
    body: changePasswordSchema,
    change: { action: "account.password", input: () => null },
  },
  async ({ context, signedIn, body, from }) => {
    await changePassword(context, signedIn, body, from.ip);
    return null;
  },
);
