import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { createAuthenticator } from "@/lib/auth/testing/authenticator";
import { expect, test, withHydration } from "./fixtures";
import { addAgent, openApi } from "./support/console-api";
import { running } from "./support/running";

const password = "nora likes long walks";

async function enterPassword(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function expectNothingSerious(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

test("an operator switches a second factor on, signs in with it, loses the device, and an admin resets it", async ({
  page,
  browser,
  unique,
}) => {
  test.setTimeout(180_000);
  const email = `${unique}@example.com`;
  const name = `Nora ${unique}`;
  await addAgent({ email, name, password });
  const context = await browser.newContext({
    baseURL: running().url,
    storageState: undefined,
    locale: "en-GB",
  });
  const own = withHydration(await context.newPage());
  const conversations = own.getByRole("heading", { level: 1, name: "Conversations" });
  const signOut = async () => {
    await own.goto("/account");
    await own.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await expect(own).toHaveURL(/\/sign-in/);
  };

  await enterPassword(own, email);
  await expect(conversations).toBeVisible();

  const { authenticator, codes } =
    await test.step("it is switched on with password, key and a code", async () => {
      await own.goto("/account");
      await own.getByRole("button", { name: "Switch on" }).click();
      const dialog = own.getByRole("dialog");
      await dialog.getByLabel("Current password").fill("not this one");
      await dialog.getByRole("button", { name: "Continue" }).click();
      await expect(dialog.getByText("The current password is wrong.")).toBeVisible();
      await dialog.getByLabel("Current password").fill(password);
      await dialog.getByRole("button", { name: "Continue" }).click();
      await expect(dialog.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
      await expect(dialog.getByLabel("Code", { exact: true })).toBeFocused();
      await expectNothingSerious(own);
      const key = (await dialog.locator("code").textContent()) ?? "";
      const app = createAuthenticator(key.replaceAll(" ", ""));
      await dialog.getByLabel("Code", { exact: true }).fill(app.wrongCode());
      await dialog.getByRole("button", { name: "Switch on" }).click();
      await expect(dialog.getByText("This code is wrong, or was used already.")).toBeVisible();
      await dialog.getByLabel("Code", { exact: true }).fill(app.code());
      await dialog.getByRole("button", { name: "Switch on" }).click();
      const list = own.getByRole("dialog", { name: "Recovery codes" }).getByRole("listitem");
      await expect(list).toHaveCount(10);
      const shown = await list.allTextContents();
      const downloading = own.waitForEvent("download");
      await own.getByRole("button", { name: "Download" }).click();
      const file = await readFile(await (await downloading).path(), "utf8");
      for (const code of shown) expect(file).toContain(code);
      await own.getByRole("button", { name: "I have kept them" }).click();
      await expect(own.getByText("10 recovery codes left")).toBeVisible();
      return { authenticator: app, codes: shown };
    });

  await test.step("signing in asks for the code, and a wrong one does not pass", async () => {
    await signOut();
    await enterPassword(own, email);
    const field = own.getByLabel("Code", { exact: true });
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute("autocomplete", "one-time-code");
    await expect(field).toHaveAttribute("inputmode", "numeric");
    await expectNothingSerious(own);
    expect((await own.request.get("/api/session")).status()).toBe(401);
    await field.fill(authenticator.wrongCode());
    await field.press("Enter");
    await expect(own.getByText("This code is wrong, or was used already.")).toBeVisible();
    await expect(field).toBeFocused();
    // The next one: the one of now has switched it on.
    const code = authenticator.code(1);
    await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await field.press("Enter");
    await expect(conversations).toBeVisible();
  });

  await test.step("a recovery code signs in once", async () => {
    await signOut();
    await enterPassword(own, email);
    await own.getByRole("button", { name: "Use a recovery code" }).click();
    const field = own.getByLabel("Recovery code");
    await expect(field).toBeFocused();
    await field.fill(codes[0]?.toLowerCase() ?? "");
    await field.press("Enter");
    await expect(conversations).toBeVisible();
    await signOut();
    await enterPassword(own, email);
    await own.getByRole("button", { name: "Use a recovery code" }).click();
    await field.fill(codes[0] ?? "");
    await field.press("Enter");
    await expect(own.getByText("This recovery code is wrong, or was used already.")).toBeVisible();
    await field.fill(codes[1] ?? "");
    await field.press("Enter");
    await expect(conversations).toBeVisible();
    await own.goto("/account");
    await expect(own.getByText("8 recovery codes left")).toBeVisible();
  });

  await test.step("an admin resets it: they are signed out, and the password alone signs in", async () => {
    await page.goto("/operators");
    const row = page.getByRole("row", { name: new RegExp(unique) });
    await expect(row.getByText("On", { exact: true })).toBeVisible();
    await row.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: "Reset second factor" }).click();
    await expect(page.getByRole("dialog")).toContainText("signed out everywhere at once");
    await page.getByRole("dialog").getByRole("button", { name: "Reset second factor" }).click();
    await expect(row.getByText("Off", { exact: true })).toBeVisible();
    expect((await own.request.get("/api/session")).status()).toBe(401);
    await enterPassword(own, email);
    await expect(conversations).toBeVisible();
  });

  await test.step("whoever does not run the operators may not", async () => {
    const moderator = await openApi("moderator");
    const { operator } = await (await own.request.get("/api/session")).json();
    const response = await moderator.call("DELETE", `/api/operators/${operator.id}/second-factor`);
    expect(response.status()).toBe(403);
    await moderator.dispose();
  });

  await test.step("all of it is in the audit", async () => {
    const admin = await openApi("admin");
    const { rows } = await admin.ok<{ rows: { action: string; result: string }[] }>(
      "GET",
      `/api/audit?operator=${encodeURIComponent(email)}`,
    );
    expect(rows.map(({ action, result }) => `${action} ${result}`)).toEqual(
      expect.arrayContaining([
        "account.second-factor-start succeeded",
        "account.second-factor-on failed",
        "account.second-factor-on succeeded",
        "session.sign-in denied",
        "session.sign-in failed",
      ]),
    );
    await admin.dispose();
  });
  await context.close();
});

test("new recovery codes, a forgotten password and switching off all take a code", async ({
  browser,
  api,
  unique,
}) => {
  test.setTimeout(180_000);
  const email = `${unique}@example.com`;
  await addAgent({ email, name: unique, password });
  const context = await browser.newContext({
    baseURL: running().url,
    storageState: undefined,
    locale: "en-GB",
  });
  const page = withHydration(await context.newPage());
  await enterPassword(page, email);
  await expect(page.getByRole("heading", { level: 1, name: "Conversations" })).toBeVisible();
  await page.goto("/account");
  await page.getByRole("button", { name: "Switch on" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Current password").fill(password);
  await dialog.getByLabel("Current password").press("Enter");
  const key = (await dialog.locator("code").textContent()) ?? "";
  const authenticator = createAuthenticator(key.replaceAll(" ", ""));
  await dialog.getByLabel("Code", { exact: true }).fill(authenticator.code());
  await dialog.getByLabel("Code", { exact: true }).press("Enter");
  await expect(dialog.getByRole("listitem")).toHaveCount(10);
  const first = await dialog.getByRole("listitem").allTextContents();
  await dialog.getByRole("button", { name: "I have kept them" }).click();

  const codes = await test.step("new recovery codes take the place of the old ones", async () => {
    await page.getByRole("button", { name: "New recovery codes" }).click();
    await dialog.getByLabel("Current password").fill(password);
    await dialog.getByLabel("Code", { exact: true }).fill(first[0] ?? "");
    await dialog.getByRole("button", { name: "Make new codes" }).click();
    await expect(dialog.getByRole("listitem")).toHaveCount(10);
    const renewed = await dialog.getByRole("listitem").allTextContents();
    expect(renewed).not.toContain(first[1]);
    await dialog.getByRole("button", { name: "I have kept them" }).click();
    return renewed;
  });

  await test.step("a link to a new password leads past no second factor", async () => {
    const { operators } = await api.ok<{ operators: { id: string; email: string }[] }>(
      "GET",
      "/api/operators",
    );
    const id = operators.find((operator) => operator.email === email)?.id;
    const { result } = await api.ok<{ result: { invitationUrl: string } }>(
      "POST",
      `/api/operators/${id}/invitation`,
      {},
    );
    await page.goto(result.invitationUrl);
    await page.getByLabel("New password", { exact: true }).fill(password);
    await page.getByLabel("New password again").fill(password);
    await page.getByRole("button", { name: "Set password and sign in" }).click();
    await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
    expect((await page.request.get("/api/session")).status()).toBe(401);
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    await page.getByLabel("Recovery code").fill(codes[0] ?? "");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Conversations" })).toBeVisible();
    await page.goto("/account");
  });

  await page.getByRole("button", { name: "Switch off" }).click();
  await dialog.getByLabel("Current password").fill(password);
  await dialog.getByLabel("Code", { exact: true }).fill(first[1] ?? "");
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(dialog.getByText("This code is wrong, or was used already.")).toBeVisible();
  await dialog.getByLabel("Code", { exact: true }).fill(authenticator.code(1));
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("Your password alone signs in.")).toBeVisible();
  await context.close();
});
