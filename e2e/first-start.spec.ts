import { expect, test } from "./fixtures";
import { addOperator, keepSignIn, openApi } from "./support/console-api";
import { operators, running } from "./support/running";

// The very first visitor: nobody is signed in, and the only password is the one that was printed.
test.use({ storageState: { cookies: [], origins: [] } });
test.describe.configure({ mode: "serial" });

test("the printed password signs in, must be changed, and leads to the demo workspace", async ({ page }) => {
  const { oneTimePassword } = running();
  const { email, password } = operators.admin;

  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(oneTimePassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL(/new-password/);
  await page.getByLabel("One-time or current password").fill(oneTimePassword);
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("New password again").fill(password);
  await page.getByRole("button", { name: "Set password and continue" }).click();

  await expect(page.getByRole("heading", { name: "Conversations" })).toBeVisible();
  await expect(page.getByRole("link", { name: "猫和老鼠 Tom & Jerry" })).toBeVisible();
});

test("the one-time password is used up", async ({ page }) => {
  const { oneTimePassword } = running();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(operators.admin.email);
  await page.getByLabel("Password", { exact: true }).fill(oneTimePassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("E-mail or password is wrong.")).toBeVisible();
});

test("the team of the other journeys is invited", async () => {
  await keepSignIn("admin");
  const admin = await openApi("admin");
  const session = await admin.ok<{ apps: { id: string }[] }>("GET", "/api/session");
  for (const app of session.apps) {
    await admin.ok("PATCH", `/api/apps/${app.id}`, { senderIds: ["support", "help.desk"] });
  }
  await admin.dispose();
  await addOperator("moderator");
  await addOperator("agent");
});
