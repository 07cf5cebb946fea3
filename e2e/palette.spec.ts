import { expect, test } from "./fixtures";
import { createConversation } from "./support/im-data";

test("the palette goes to a page, a conversation by name or id, and a client", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", {
    name: `Palette ${unique}`,
    m: [`pal-${unique}`],
  });
  await page.goto(`${appPath}/conversations`);
  await expect(page.getByRole("heading", { level: 1, name: "Conversations" })).toBeVisible();
  const search = page.getByRole("dialog").getByRole("combobox");

  await page.keyboard.press("Control+k");
  await search.fill(`Palette ${unique}`);
  // The line that begins with the name: another one offers to look it up as a client.
  await page.getByRole("option", { name: new RegExp(`^Palette ${unique}`) }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Palette ${unique}` })).toBeVisible();

  await page.goto(`${appPath}/messages`);
  await expect(page.getByRole("heading", { level: 1, name: "Messages" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await search.fill(id);
  await expect(page.getByRole("option", { name: new RegExp(id) }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/conversations/${id}`));

  await page.keyboard.press("Control+k");
  await search.fill(`pal-${unique}`);
  await page.getByRole("option", { name: `Look up client pal-${unique}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `pal-${unique}` })).toBeVisible();

  await page.keyboard.press("Control+k");
  await search.fill("Audit");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Audit" })).toBeVisible();
});

test("the palette opens what is made new, and offers the places visited before this one", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const search = page.getByRole("dialog").getByRole("combobox");
  for (const [action, dialog] of [
    ["New conversation", "New conversation"],
    ["Invite an operator", "Invite an operator"],
    ["Add a hosted app", "Add hosted app"],
  ] as const) {
    await page.goto(`${appPath}/messages`);
    await expect(page.getByRole("heading", { level: 1, name: "Messages" })).toBeVisible();
    await page.keyboard.press("Control+k");
    await search.fill(action);
    // What was typed could be a client's id, too: that is offered after what the words name.
    await expect(page.getByRole("option", { name: `Look up client ${action}` })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: dialog })).toBeVisible();
  }

  const before = await createConversation(im, "conversations", { name: `Before ${unique}`, m: ["ann"] });
  const after = await createConversation(im, "conversations", { name: `After ${unique}`, m: ["ann"] });
  for (const [id, name] of [
    [before, `Before ${unique}`],
    [after, `After ${unique}`],
  ]) {
    await page.goto(`${appPath}/conversations/${id}`);
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  }
  await page.keyboard.press("Control+k");
  const recent = page.getByRole("group", { name: "Recent" });
  await expect(recent.getByRole("option", { name: `Before ${unique}` })).toBeVisible();
  await expect(recent.getByRole("option", { name: `After ${unique}` })).toHaveCount(0);
});

test("every section has its keys, and ? lists them", async ({ page, appPath }) => {
  await page.goto(`${appPath}/conversations`);
  await expect(page.getByRole("heading", { level: 1, name: "Conversations" })).toBeVisible();
  for (const [key, heading] of [
    ["m", "Messages"],
    ["l", "Clients"],
    ["b", "Broadcasts"],
    ["a", "Audit"],
  ] as const) {
    // What the server rendered is visible before the keys are listened to.
    await expect(async () => {
      await page.keyboard.press("g");
      await page.keyboard.press(key);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible({ timeout: 3_000 });
    }).toPass();
  }
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("the first Tab offers to skip the navigation", async ({ page, appPath }) => {
  await page.goto(`${appPath}/conversations`);
  await expect(page.getByRole("heading", { level: 1, name: "Conversations" })).toBeVisible();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await skip.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("/ goes to the page's search, and to the palette where a page has none", async ({ page, appPath }) => {
  await page.goto(`${appPath}/conversations`);
  const search = page.getByRole("searchbox", { name: "Name, id or member" });
  // A key pressed before the page's search is there goes to the palette, and before the keys are, nowhere.
  await expect(search).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(search).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.goto("/operators");
  const palette = page.getByRole("dialog").getByRole("combobox");
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(palette).toBeFocused({ timeout: 3_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
