import { route } from "@/lib/api/route";
import { presentSession } from "@/lib/console/operators/present-session";
import { updateAccountSchema } from "@/lib/contracts/operators";

/** The signed-in operator. */
export const GET = route(
  { access: "signed-in", beforePasswordChange: true },
  async ({ context, signedIn }) => {
    const { operator } = await presentSession(context, signedIn);
    return operator;
  },
);

/** Changes one's own name and preferences. */
export const PATCH = route(
  { access: "signed-in", body: updateAccountSchema, change: { action: "account.edit" } },
  async ({ context, body, signedIn }) => {
    await context.db
      .updateTable("operators")
      .set({
        name: body.name,
        locale: body.locale,
        time_zone: body.timeZone,
        theme: body.theme,
        density: body.density,
        // SQLite wants at least one column to set.
        id: signedIn.operator.id,
      })
      .where("id", "=", signedIn.operator.id)
      .execute();
    return null;
  },
);
