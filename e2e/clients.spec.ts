import { expect, test } from "./fixtures";
import { createConversation, sendText } from "./support/im-data";

test("a client is looked up, read and signed out everywhere", async ({
  page,
  im,
  api,
  appPath,
  appId,
  unique,
}) => {
  const client = `walker-${unique}`;
  const id = await createConversation(im, "conversations", { name: `Walk ${unique}`, m: [client, "bob"] });
  await sendText(im, id, client, `a step ${unique}`);
  await sendText(im, id, "bob", "keep going");
  const service = await createConversation(im, "service-conversations", { name: `Paths ${unique}` });
  await im.request("POST", `/1.2/rtm/service-conversations/${service}/subscribers`, { client_id: client });

  await page.goto(`${appPath}/clients`);
  const lookup = page.getByRole("searchbox");
  await lookup.fill(client);
  await lookup.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: client })).toBeVisible();
  await expect(page.getByText(`a step ${unique}`)).toBeVisible();
  await page
    .getByRole("link", { name: /^Conversations/ })
    .last()
    .click();
  await expect(page.getByRole("link", { name: `Walk ${unique}` })).toBeVisible();
  await page.getByRole("link", { name: /^Subscriptions/ }).click();
  await expect(page.getByText(`Paths ${unique}`)).toBeVisible();
  await page.getByRole("link", { name: /^Unread/ }).click();
  await expect(page.getByText("1 unread message", { exact: false })).toBeVisible();

  await page.getByRole("button", { name: "Force sign-out" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("lost phone");
  await dialog.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByText(`${client} was signed out`)).toBeVisible();
  const audit = await api.ok<{
    rows: { action: string; appId: string | null; target: { id: string } | null }[];
  }>("GET", "/api/audit?action=client.kick");
  expect(audit.rows.filter((row) => row.target?.id === client && row.appId === appId)).toHaveLength(1);
});

test("an id that no client can have is no page", async ({ page, appPath }) => {
  await page.goto(`${appPath}/clients/${"W".repeat(65)}`);
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});

test("the chosen tab is in view where not all of them fit", async ({ page, appPath, unique }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const tabs = page
    .getByRole("navigation")
    .filter({ has: page.getByRole("link", { name: "Subscriptions" }) });
  for (const [tab, name] of [
    ["activity", "Activity"],
    ["messages", "Messages"],
  ]) {
    await page.goto(`${appPath}/clients/${unique}?tab=${tab}`);
    await expect(tabs.getByRole("link", { name })).toBeInViewport({ ratio: 0.9 });
  }
});
