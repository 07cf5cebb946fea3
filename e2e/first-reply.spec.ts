import { expect, test } from "./fixtures";

test("the first reply in the demo workspace", async ({ page }) => {
  await page.goto("/");
  // Other journeys' conversations may fill the first page. The link is followed before the search is applied by itself.
  await page.getByRole("searchbox", { name: "Name, id or member" }).fill("Jerry");
  await page.getByRole("link", { name: "猫和老鼠 Tom & Jerry" }).click();
  const text = `Hello from the console ${crypto.randomUUID()}`;
  const history = page.getByRole("feed", { name: "Messages" });
  await expect(history.getByText("带上奶酪！")).toBeVisible();
  await page.getByRole("combobox", { name: "Send as" }).fill("support");
  await page.getByRole("textbox", { name: "Message", exact: true }).fill(text);
  await page.keyboard.press("Control+Enter");
  await expect(history.getByText(text)).toBeVisible();
  await page.reload();
  await expect(history.getByText(text)).toHaveCount(1);
});
