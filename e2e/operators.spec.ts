import { expect, test, withHydration } from "./fixtures";
import { openApi, signIn } from "./support/console-api";
import { running } from "./support/running";

test("an invited operator joins, gets another role at once, and is disabled at once", async ({
  page,
  browser,
  unique,
}) => {
  const email = `${unique}@example.com`;
  const name = `Nora ${unique}`;
  const password = "nora likes long walks";

  const link = await test.step("the admin makes an invitation link", async () => {
    await page.goto("/operators");
    await page.getByRole("button", { name: "Invite operator" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Invite an operator" });
    await dialog.getByLabel("E-mail").fill(email);
    await dialog.getByRole("textbox", { name: /^Name/ }).fill(name);
    await dialog.getByRole("button", { name: "Create invitation link" }).click();
    const field = page.getByRole("textbox", { name: "Invitation link" });
    await expect(field).toHaveValue(/\/invitation\//);
    const value = await field.inputValue();
    await page.getByRole("button", { name: "Done" }).click();
    return value;
  });

  const context = await browser.newContext({
    baseURL: running().url,
    storageState: undefined,
    locale: "en-GB",
  });
  const guest = withHydration(await context.newPage());
  await test.step("the operator accepts it and is in", async () => {
    await guest.goto(link);
    await expect(guest.getByText(email)).toBeVisible();
    await guest.getByLabel("New password", { exact: true }).fill(password);
    await guest.getByLabel("New password again").fill(password);
    await guest.getByRole("button", { name: "Set password and sign in" }).click();
    await expect(guest.getByRole("heading", { level: 1, name: "Conversations" })).toBeVisible();
  });

  await test.step("the link works once", async () => {
    const visitor = await openApi(null);
    const token = new URL(link).pathname.split("/").at(-1);
    const again = await visitor.call("POST", `/api/invitations/${token}`, {
      password: "another long password",
    });
    expect(again.status()).toBeGreaterThanOrEqual(400);
    await visitor.dispose();
    for (const broken of [token, token?.slice(0, 12)]) {
      await guest.goto(`/invitation/${broken}`);
      await expect(guest.getByRole("heading", { name: "This invitation is no longer valid" })).toBeVisible();
    }
    await guest.goto("/");
  });

  const admin = await openApi("admin");
  const list = await admin.ok<{ operators: { id: string; email: string }[] }>("GET", "/api/operators");
  const id = list.operators.find((operator) => operator.email === email)?.id;

  await test.step("a new role ends the session and holds from the next sign-in on", async () => {
    await admin.ok("PATCH", `/api/operators/${id}`, { grants: [{ appId: "*", role: "moderator" }] });
    await guest.reload();
    await expect(guest).toHaveURL(/\/sign-in/);
    const session = await signIn(email, password);
    const told: { apps: { role: string }[] } = await (await session.get("/api/session")).json();
    expect(told.apps.map((app) => app.role)).toContain("moderator");
    await session.dispose();
  });

  await test.step("disabling shuts the operator out in the middle of work", async () => {
    const session = await signIn(email, password);
    expect((await session.get("/api/session")).status()).toBe(200);
    await page.reload();
    await page.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: "Disable", exact: true }).click();
    await page.getByRole("button", { name: "Disable operator" }).click();
    await expect(page.getByRole("row", { name: new RegExp(unique) }).getByText("Disabled")).toBeVisible();
    expect((await session.get("/api/session")).status()).toBe(401);
    await expect(signIn(email, password)).rejects.toThrow(/failed/);
    await session.dispose();
  });
  await Promise.all([admin.dispose(), context.close()]);
});

test("repeated wrong passwords lock an account out, and the page says for how long", async ({
  browser,
  unique,
}) => {
  const email = `nobody-${unique}@example.com`;
  for (let attempt = 0; attempt < 5; attempt++) {
    await expect(signIn(email, `wrong password ${attempt}`)).rejects.toThrow(/failed/);
  }
  const context = await browser.newContext({
    baseURL: running().url,
    storageState: undefined,
    locale: "en-GB",
  });
  const page = withHydration(await context.newPage());
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("wrong once more");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText(/Too many failed attempts\. Try again in \d+ minute/)).toBeVisible();
  await context.close();
});
