import { expect, test } from "./fixtures";
import { createConversation } from "./support/im-data";

const sections = [
  "Conversations",
  "Messages",
  "Clients",
  "Broadcasts",
  "Signatures",
  "IM settings",
  "Audit",
  "Operators",
  "Apps",
  "Settings",
];
const seen = {
  agent: ["Conversations", "Messages", "Clients", "Broadcasts", "Settings"],
  moderator: ["Conversations", "Messages", "Clients", "Broadcasts", "Signatures", "Settings"],
  admin: sections,
} as const;

for (const role of ["agent", "moderator", "admin"] as const) {
  test.describe(`the ${role}`, () => {
    test.use({ role });

    test("sees exactly the sections that may be opened", async ({ page, appPath }) => {
      await page.goto(`${appPath}/conversations`);
      const rail = page.getByRole("navigation", { name: "Sections" });
      await expect(rail.getByRole("link", { name: "Settings", exact: true })).toBeVisible();
      for (const name of sections) {
        const expected = seen[role].some((one) => one === name) ? 1 : 0;
        await expect(rail.getByRole("link", { name, exact: true }), name).toHaveCount(expected);
      }
    });

    test("finds a closed page closed, and is told who can", async ({ page, appPath }) => {
      for (const path of ["/audit", "/operators", "/apps", `${appPath}/settings`]) {
        await page.goto(path);
        const refusal = page.getByText("You may not see this");
        if (role === "admin") await expect(refusal).toHaveCount(0);
        else {
          await expect(refusal).toBeVisible();
          await expect(page.getByText("Only an admin can do this.")).toBeVisible();
        }
      }
    });

    test("can make a service conversation only as an admin", async ({ page, appPath }) => {
      await page.goto(`${appPath}/conversations`);
      await page.getByRole("button", { name: "New", exact: true }).click();
      const service = page.getByRole("dialog").getByRole("radio", { name: /Service conversation/ });
      if (role === "admin") await expect(service).toBeEnabled();
      else await expect(service).toBeDisabled();
    });

    test("may delete a conversation only as an admin", async ({ page, im, appPath, unique }) => {
      await createConversation(im, "conversations", { name: `Keep ${unique}`, m: ["alice"] });
      await page.goto(`${appPath}/conversations?q=${encodeURIComponent(`Keep ${unique}`)}`);
      await page.getByRole("button", { name: `Actions for Keep ${unique}` }).click();
      await expect(page.getByRole("menuitem", { name: "Copy id" })).toBeVisible();
      await expect(page.getByRole("menuitem", { name: /Delete conversation/ })).toHaveCount(
        role === "admin" ? 1 : 0,
      );
    });
  });
}
