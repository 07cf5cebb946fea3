import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { createConversation } from "./support/im-data";
import { running } from "./support/running";

const requestId = "ee30a97f-c5c2-4a34-a1ca-8b1a5d7e2f11";
const shown = "ee30…2f11";

/** Lets calls of a method fail as the console would. */
async function failWith(
  page: Page,
  url: string,
  method: string,
  status: number,
  code: string,
  fault: string,
) {
  await page.route(url, (route) => {
    const json = { error: { code, message: "It could not be done.", fault, requestId } };
    const headers = { "operation-recorded": "1" };
    return route.request().method() === method ? route.fulfill({ status, headers, json }) : route.continue();
  });
}

test("a dialog, a toast and a message that was not sent tell whose fault it is and the request id", async ({
  page,
  context,
  im,
  appPath,
  unique,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await createConversation(im, "conversations", { name: `Errors ${unique}`, m: [unique] });
  await page.goto(`${appPath}/conversations/${id}`);

  await failWith(page, "**/conversations/*/members", "POST", 503, "upstream_unavailable", "server");
  const panel = page.getByRole("complementary", { name: "Details" });
  await panel.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Add members" });
  await dialog.getByRole("textbox", { name: /^Client ids/ }).fill(`new-${unique}`);
  await dialog.getByRole("button", { name: /^Add/ }).last().click();
  const told = dialog.getByRole("alert");
  await expect(told).toContainText("Fault: IM server");
  await expect(told).toContainText(`Request id ${shown}`);
  await told.getByRole("button", { name: `Copy id ${shown}` }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(requestId);
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await failWith(page, "**/conversations/*/messages", "POST", 422, "upstream_rejected", "you");
  await page.getByRole("combobox", { name: "Send as" }).fill("support");
  await page.getByRole("textbox", { name: "Message", exact: true }).fill("not sent");
  await page.keyboard.press("Control+Enter");
  const row = page.getByRole("alert").filter({ hasText: "Not sent." });
  await expect(row).toContainText(`Fault: you`);
  await expect(row).toContainText(`Request id ${shown}`);
  await row.getByRole("button", { name: "Discard" }).click();

  await page.goto("/operators");
  await failWith(page, "**/api/operators", "POST", 500, "internal", "parley");
  await page.getByRole("button", { name: "Invite operator" }).first().click();
  const invite = page.getByRole("dialog", { name: "Invite an operator" });
  await invite.getByLabel("E-mail").fill(`${unique}@example.com`);
  await invite.getByRole("textbox", { name: /^Name/ }).fill(unique);
  await invite.getByRole("button", { name: "Create invitation link" }).click();
  await expect(invite.getByRole("alert")).toContainText(
    `It could not be done.Fault: ParleyRequest id ${shown}`,
  );
});

test("what was typed wrong needs no request id", async ({ page }) => {
  await page.goto("/account");
  await page.getByLabel("Current password").fill("not my password at all");
  await page.getByLabel("New password", { exact: true }).fill("a long new password");
  await page.getByLabel("New password again").fill("a long new password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ }).first()).toBeVisible();
  await expect(page.getByText("Request id")).toHaveCount(0);
});

test("an audit export that cannot begin leaves the page where it is", async ({ page, context }) => {
  await page.goto("/audit");
  const save = async () => {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByRole("menuitem", { name: "As CSV" }).click();
  };
  await expect(page.getByRole("table")).toBeVisible();
  await failWith(page, "**/api/audit?*", "GET", 403, "forbidden", "you");
  await save();
  await expect(page.getByText(`Request id ${shown}`)).toBeVisible();

  await page.unroute("**/api/audit?*");
  await context.setOffline(true);
  await save();
  await expect(page.getByText("The console did not answer.")).toBeVisible();
  await expect(page.getByRole("table")).toBeVisible();
  await context.setOffline(false);

  const download = page.waitForEvent("download");
  await save();
  expect((await download).suggestedFilename()).toBe("audit.csv");
  expect(await (await download).failure()).toBeNull();
});

test("reads of the API are answered before Next's router sees them", async ({ request }) => {
  const { url } = running();
  const vary = async (path: string) => (await request.get(`${url}${path}`)).headers().vary;
  expect(await vary("/api/session")).toBe("Accept-Encoding");
  expect(await vary("/api/nothing")).toContain("rsc");
});

test("addresses and methods that the API does not have are answered in its shape", async ({ request }) => {
  const { url } = running();
  const missing = await request.post(`${url}/api/nothing/here`, { data: "x" });
  expect(missing.status()).toBe(404);
  expect((await missing.json()).error).toMatchObject({ code: "not_found", fault: "you" });
  const refused = await request.delete(`${url}/api/session`);
  expect(refused.status()).toBe(405);
  expect(refused.headers().allow).toContain("GET");
  expect((await refused.json()).error).toMatchObject({ code: "bad_request", fault: "you" });
  expect((await request.get(`${url}/%ff`)).status()).toBeLessThan(500);
});
