import { expect, test } from "./fixtures";
import { openApi, signIn } from "./support/console-api";
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
          await expect(page.getByText("Only an admin of every app can do this.")).toBeVisible();
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

test("an admin of one app is told that it takes one of every app", async ({
  api,
  appId,
  appPath,
  browser,
  unique,
  baseURL,
}) => {
  const [email, password] = [`${unique}@example.com`, `one app alone ${unique}`];
  const { result } = await api.ok<{ result: { invitationUrl: string } }>("POST", "/api/operators", {
    email,
    name: "One",
    grants: [{ appId, role: "admin" }],
  });
  const visitor = await openApi(null);
  await visitor.ok("POST", `/api/invitations/${result.invitationUrl.split("/").at(-1)}`, { password });
  const signedIn = await signIn(email, password);
  const context = await browser.newContext({
    baseURL,
    storageState: await signedIn.storageState(),
    locale: "en-GB",
  });
  const page = await context.newPage();
  await page.goto(`${appPath}/broadcasts`);
  await expect(page.getByRole("link", { name: "New announcement" })).toBeVisible();
  await page.goto("/audit");
  await expect(
    page.getByText("Only an admin of every app can do this. You are signed in as an admin of single apps."),
  ).toBeVisible();
  await Promise.all([visitor.dispose(), signedIn.dispose(), context.close()]);
});
