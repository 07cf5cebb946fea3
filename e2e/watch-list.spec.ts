import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { logIn } from "./support/peer";

/** Puts a client on the list from its page. */
async function watch(page: Page, appPath: string, client: string): Promise<void> {
  await page.goto(`${appPath}/clients/${client}`);
  await page.getByRole("button", { name: `Watch ${client}` }).click();
  await expect(page.getByRole("button", { name: `Stop watching ${client}` })).toBeVisible();
}

test("watched clients are shown with who is there, as they come and go", async ({
  page,
  appPath,
  unique,
}) => {
  const [early, late, never] = [`early-${unique}`, `late-${unique}`, `never-${unique}`];
  const first = await logIn(early);
  await page.goto(`${appPath}/clients?view=watch-list`);
  await page.getByRole("button", { name: "Add clients" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Clients" }).fill(`${early}, ${late}; ${never}`);
  await dialog.getByRole("textbox", { name: "Clients" }).press("Enter");
  await dialog.getByLabel("Note").fill("VIP");
  await dialog.getByRole("button", { name: "Watch 3 clients" }).click();

  const row = (id: string) => page.getByRole("row").filter({ hasText: id });
  await expect(row(early).getByText("Online")).toBeVisible();
  await expect(row(never).getByText("Offline")).toBeVisible();
  await expect(row(late).getByText("VIP")).toBeVisible();
  const order = async () =>
    (await page.getByRole("row").allTextContents()).flatMap(
      (text) => text.match(/(early|late|never)-/)?.[1] ?? [],
    );
  expect((await order())[0]).toBe("early");

  const second = await logIn(late);
  await expect(row(late).getByText("Online")).toBeVisible();
  first.leave();
  await expect(row(early).getByText("seen", { exact: false })).toBeVisible();
  expect(await order()).toEqual(["late", "early", "never"]);
  second.leave();
});

test("a note is changed in place, and a client taken off comes back with it", async ({
  page,
  appPath,
  unique,
}) => {
  const client = `noted-${unique}`;
  await watch(page, appPath, client);

  await page.goto(`${appPath}/clients?view=watch-list`);
  await page.getByRole("button", { name: `Add a note on ${client}` }).click();
  const note = page.getByRole("textbox", { name: `Note on ${client}` });
  await note.fill("waits for a refund");
  await note.press("Enter");
  const row = page.getByRole("row").filter({ hasText: client });
  await expect(row.getByText("waits for a refund")).toBeVisible();

  await row.getByRole("button", { name: `Stop watching ${client}` }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row.getByText("waits for a refund")).toBeVisible();
});

test("a note that cannot be saved stays typed, and the keys go on where it stands", async ({
  page,
  appPath,
  unique,
}) => {
  const client = `kept-${unique}`;
  await watch(page, appPath, client);
  await page.goto(`${appPath}/clients?view=watch-list`);
  await page.getByRole("button", { name: `Add a note on ${client}` }).click();
  const note = page.getByRole("textbox", { name: `Note on ${client}` });
  await note.fill("called twice");
  await page.route("**/watch-list/*", (route) => route.fulfill({ status: 500, json: {} }));
  await note.press("Enter");
  await expect(page.getByText("The watch list was not changed")).toBeVisible();
  await expect(note).toHaveValue("called twice");

  await page.unroute("**/watch-list/*");
  await note.press("Enter");
  const saved = page.getByRole("button", { name: `Note on ${client}: called twice` });
  await expect(saved).toBeFocused();
});

test("the list is each operator's own", async ({ page, pageAs, appPath, unique }) => {
  const client = `mine-${unique}`;
  await watch(page, appPath, client);
  const agent = await pageAs("agent");
  await agent.goto(`${appPath}/clients/${client}`);
  await expect(agent.getByRole("button", { name: `Watch ${client}` })).toBeVisible();
});
