import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { createConversation, sendText } from "./support/im-data";

/** Closes the open dialog by key. */
async function closeByKey(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
}

test("a dialog gives the focus back to the button that opened it", async ({ page, appPath }) => {
  await page.goto(`${appPath}/conversations`);
  const button = page.getByRole("button", { name: "New", exact: true });
  for (const _time of ["its code is fetched", "its code is there"]) {
    await button.focus();
    await page.keyboard.press("Enter");
    await closeByKey(page);
    await expect(button).toBeFocused();
  }
  await page.keyboard.press("Control+k");
  await closeByKey(page);
  await expect(button).toBeFocused();
});

test("a dialog that a menu opened gives the focus back to the menu's button", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", { name: `Focus ${unique}`, m: ["ann", "ben"] });
  await sendText(im, id, "ann", `Hello ${unique}`);
  await page.goto(`${appPath}/conversations/${id}`);

  const member = page.getByRole("button", { name: "Actions for ann" });
  for (const _time of ["its code is fetched", "its code is there"]) {
    await member.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: /^Block/ }).press("Enter");
    await closeByKey(page);
    await expect(member).toBeFocused();
  }

  const message = page.getByRole("article").filter({ hasText: `Hello ${unique}` });
  await message.focus();
  await page.keyboard.press(".");
  await page.getByRole("menuitem", { name: "Raw JSON" }).press("Enter");
  await closeByKey(page);
  await expect(message.getByRole("button", { name: "Message actions" })).toBeFocused();
});

test("when what opened a dialog is gone, the focus is in the page", async ({ page, im, appPath, unique }) => {
  await createConversation(im, "conversations", { name: `Gone ${unique}`, m: [`ann-${unique}`] });
  await page.goto(`${appPath}/conversations?q=${encodeURIComponent(`Gone ${unique}`)}`);
  await page.getByRole("checkbox", { name: "Select all rows on this page" }).check();
  await page.getByRole("button", { name: "Add members" }).click();
  const dialog = page.getByRole("dialog", { name: "Add members to 1 conversation" });
  await dialog.getByRole("textbox", { name: /^Clients/ }).fill(`ben-${unique}`);
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Add to 1" }).click();
  await expect(dialog.getByText("1 conversation changed.")).toBeVisible();
  await closeByKey(page);
  await expect(page.getByText("1 selected")).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
});
