import { expect, test } from "./fixtures";

test("what is opened without a connection comes with it, and nothing of the page is lost", async ({
  page,
  context,
  appPath,
}) => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${appPath}/clients/Tom`);
  await expect(page.getByRole("heading", { level: 1, name: "Tom" })).toBeVisible();

  await context.setOffline(true);
  await page.getByRole("link", { name: "Conversations", exact: true }).last().click();
  await page.getByRole("button", { name: "Send message" }).click();
  await expect(page.getByText(/^No answer from the console since/)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Tom" })).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByRole("dialog", { name: "Send to Tom" })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(/tab=conversations/);
  await expect(page.getByRole("table", { name: "Conversations of this client" })).toBeVisible();
  await expect(page.getByText(/^No answer from the console since/)).toBeHidden();
  expect(complaints).toEqual([]);
});
