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

/** Lets no more code arrive until the function it answers is called. */
async function holdCode(page: Page): Promise<() => void> {
  let release = () => {};
  const mayCome = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**", async (route) => {
    await mayCome;
    await route.continue();
  });
  return release;
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

test("when a message is deleted, the one in its place has the focus", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", { name: `Deleted ${unique}`, m: ["ann", "ben"] });
  for (const text of ["first", "second", "third"]) await sendText(im, id, "ann", `${text} ${unique}`);
  await page.goto(`${appPath}/conversations/${id}`);
  const message = (text: string) => page.getByRole("article").filter({ hasText: `${text} ${unique}` });
  const remove = page.getByRole("menuitem", { name: /^Delete/ });
  // What is drawn is visible before the keys are listened to.
  await expect(async () => {
    await message("second").focus();
    await page.keyboard.press(".");
    await expect(remove).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await remove.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Delete message" }).click();
  await expect(message("second")).toHaveCount(0);
  await expect(message("third")).toBeFocused();
});

test("the keys lead into the text and out of it, and what is discarded or sent leaves the focus there", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", { name: `Write ${unique}`, m: ["ann", "ben"] });
  await sendText(im, id, "ann", `Hello ${unique}`);
  await page.goto(`${appPath}/conversations/${id}`);
  const text = page.getByRole("textbox", { name: "Message", exact: true });
  const sender = page.getByRole("combobox", { name: "Send as" });
  await expect(text).toBeVisible();
  await page.keyboard.press("r");
  await expect(text).toBeFocused();
  await expect(text).toHaveValue("");
  await page.keyboard.press("Escape");
  await page.keyboard.press("k");
  await expect(page.getByRole("article").filter({ hasText: `Hello ${unique}` })).toBeFocused();

  await sender.fill("ben");
  await text.fill("not this");
  await page.getByRole("button", { name: "Discard draft" }).click();
  await expect(text).toHaveValue("");
  await expect(text).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(text).toHaveValue("not this");
  await expect(text).toBeFocused();

  const fetchForm = await holdCode(page);
  await page.getByRole("combobox", { name: "Kind of message" }).selectOption("image");
  await page.getByRole("button", { name: /^Send/ }).click();
  await expect(page.getByRole("region", { name: "Write a message" }).getByRole("alert")).toBeVisible();
  fetchForm();
  const address = page.getByRole("textbox", { name: /^Address/ });
  await expect(address).toBeFocused();
  await address.fill("https://example.com/a.png");
  await page.getByRole("button", { name: /^Send/ }).click();
  await expect(text).toBeFocused();
});

test("/ searches in the conversation, and the arrow down goes to what was found", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", { name: `Within ${unique}`, m: ["ann"] });
  await sendText(im, id, "ann", `needle${unique} in the hay`);
  await page.goto(`${appPath}/conversations/${id}`);
  await expect(page.getByText(`needle${unique}`)).toBeVisible();
  await page.keyboard.press("/");
  const box = page.getByRole("searchbox");
  await expect(box).toBeFocused();
  await page.keyboard.type(`needle${unique}`);
  await expect(box).toHaveValue(`in:${id} needle${unique}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByText("in the hay")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/conversations/${id}\\?at=`));
});

test("the raw filter is typed into as soon as it is opened", async ({ page, appPath }) => {
  await page.goto(`${appPath}/conversations`);
  await page.getByRole("button", { name: "where", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "where as JSON" })).toBeFocused();
});
