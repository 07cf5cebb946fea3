import type { Locator, Page } from "@playwright/test";
import { test as base, expect } from "./fixtures";
import { createConversation } from "./support/im-data";
import { createChatters, type OpenChat } from "./support/sdk-clients";

const test = base.extend<{ openChat: OpenChat }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  openChat: async ({}, use) => {
    const chatters = createChatters();
    await use(chatters.open);
    await chatters.close();
  },
});

const deliveryOf = (page: Page): Locator => page.getByRole("dialog", { name: "Delivery" });
const receiver = (page: Page, clientId: string): Locator =>
  deliveryOf(page).locator(`[data-client="${clientId}"]`);

test("who did not get a message, and why", async ({ page, openChat, im, appPath, unique }) => {
  const [tom, jerry, spike] = [`tom-${unique}`, `jerry-${unique}`, `spike-${unique}`];
  const id = await createConversation(im, "conversations", {
    name: `Delivery ${unique}`,
    m: [tom, jerry, spike],
  });
  await im.request("POST", `/1.2/rtm/conversations/${id}/mutes`, { client_ids: [spike] });
  const toms = await openChat("leancloud-realtime-5", tom, id);
  const jerrys = await openChat("leancloud-realtime", jerry, id);
  await toms.say(`wake up ${unique}`);

  await page.goto(`${appPath}/conversations/${id}`);
  const row = page.getByRole("feed", { name: "Messages" }).getByRole("article").filter({ hasText: unique });
  await expect(row).toBeVisible();
  await test.step("opened by keyboard: received by one, the other offline and muted", async () => {
    await row.focus();
    await page.keyboard.press(".");
    await page.getByRole("menuitem", { name: "Delivery" }).press("Enter");
    await expect(deliveryOf(page).getByText("Received by 1 of 2.")).toBeVisible();
    await expect(deliveryOf(page)).toContainText(`${spike} was offline and has muted the conversation.`);
    await expect(deliveryOf(page)).toContainText(/signed in with js\/5\./);
    await expect(receiver(page, jerry)).toContainText("Received");
    await expect(receiver(page, jerry)).toContainText("js/4.3.1");
    await expect(receiver(page, spike)).toContainText("Was offline");
  });

  await test.step("what is read meanwhile shows by itself", async () => {
    await jerrys.conversation.read();
    await expect(receiver(page, jerry).getByText("Read", { exact: true })).toBeVisible({ timeout: 15_000 });
  });

  await test.step("one finds a receiver, or asks about somebody else", async () => {
    const find = deliveryOf(page).getByRole("searchbox");
    await find.fill(jerry);
    await expect(receiver(page, spike)).toBeHidden();
    await find.fill(`nobody-${unique}`);
    await find.press("Enter");
    await expect(receiver(page, `nobody-${unique}`)).toContainText("Was not a member at that time.");
    await page.keyboard.press("Escape");
    await expect(deliveryOf(page)).toBeHidden();
  });
});

test("where a client is signed in, and how its sessions ended", async ({
  page,
  openChat,
  im,
  appPath,
  unique,
}) => {
  const tom = `tom-${unique}`;
  const id = await createConversation(im, "conversations", { name: `Sessions ${unique}`, m: [tom] });
  await openChat("leancloud-realtime-5", tom, id);
  await page.goto(`${appPath}/clients/${tom}`);
  await page.getByRole("link", { name: "Activity" }).click();
  const now = page.getByRole("table", { name: "Signed in now" });
  await expect(now.getByRole("row").filter({ hasText: "js/5" })).toHaveCount(1);
  await expect(page.getByText("No earlier login is known.")).toBeVisible();
  await openChat("leancloud-realtime", tom, id);
  await expect(now.getByRole("row").filter({ hasText: "js/4.3.1" })).toHaveCount(1, { timeout: 30_000 });

  await page.getByRole("button", { name: "Force sign-out" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByText("Not signed in", { exact: true })).toBeVisible();
  const recent = page.getByRole("table", { name: "Recent logins" });
  await expect(recent.getByRole("row").filter({ hasText: "Forced to sign out" })).toHaveCount(2);
  await expect(page.getByText("Offline", { exact: true })).toBeVisible();
});
