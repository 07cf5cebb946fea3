import { expect, test } from "./fixtures";

// One server has one set of settings: what is changed here is what no other journey leans on.
test.describe.configure({ mode: "serial" });
test.afterEach(async ({ im }) => {
  await im.request("PUT", "/parley/1/settings", {});
});

test("words and signatures are set, after saying what signatures mean for clients", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const [one, two] = [`darn${unique}`, `Heck${unique}`];
  await page.goto(`${appPath}/settings`);
  await page.getByRole("textbox", { name: "Words" }).fill([one, two, one.toUpperCase()].join("\n"));
  await page.getByRole("textbox", { name: "Try a message" }).fill(`Oh ${one}, what the ${two.toLowerCase()}`);
  await expect(page.getByText("Oh ***, what the ***")).toBeVisible();
  await expect(page.getByText("1 word is there more than once", { exact: false })).toBeVisible();
  await page.getByRole("switch", { name: /^Block lists Blocking/ }).click();
  await expect(page.getByText("2 changes not saved")).toBeVisible();

  await page.getByRole("button", { name: "Save", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(
    dialog.getByText("Clients without a right signature will be refused", { exact: false }),
  ).toBeVisible();
  await dialog.getByRole("button", { name: "Save and ask for signatures" }).click();
  await expect(page.getByText("IM settings of", { exact: false })).toBeVisible();
  await expect(page.getByText("changes not saved")).toHaveCount(0);
  expect(await im.request("GET", "/parley/1/settings")).toMatchObject({
    signatures: { login: false, blacklist: true },
    wordFilter: [one, two],
  });

  await page.goto("/audit?action=app.settings");
  await page
    .getByRole("row", { name: /Change an app's IM settings/ })
    .first()
    .click();
  await expect(page.getByRole("rowheader", { name: "signatures.blacklist" })).toBeVisible();
});

test("what somebody else saves meanwhile is told, and nothing that was typed is lost", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  await page.goto(`${appPath}/settings`);
  await page.getByRole("textbox", { name: "Words" }).fill(unique);
  await im.request("PUT", "/parley/1/settings", { features: { roles: false } });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Somebody else has changed these settings meanwhile")).toBeVisible();
  await expect(page.getByText("Changed by them: Member roles.")).toBeVisible();
  await expect(page.getByRole("switch", { name: /^Member roles/ })).not.toBeChecked();
  await expect(page.getByRole("textbox", { name: "Words" })).toHaveValue(unique);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("IM settings of", { exact: false })).toBeVisible();
  expect(await im.request("GET", "/parley/1/settings")).toMatchObject({
    features: { roles: false },
    wordFilter: [unique],
  });
});

test("what the server would refuse cannot be saved", async ({ page, appPath }) => {
  await page.goto(`${appPath}/settings`);
  await page.getByRole("textbox", { name: "Hook address" }).fill("example.com");
  await page.getByRole("textbox", { name: "Time-out in milliseconds" }).fill("5");
  await expect(page.getByText("An address beginning with https:// or http://")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("textbox", { name: "Hook address" })).toHaveValue("");
});

test("what is typed is there again after a look at another page", async ({ page, appPath, unique }) => {
  await page.goto(`${appPath}/settings`);
  await page.getByRole("textbox", { name: "Words" }).fill(unique);
  await page.getByRole("link", { name: "Clients" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Clients" })).toBeVisible();
  await page.getByRole("link", { name: "IM settings" }).click();
  await expect(page.getByText("1 change not saved")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Words" })).toHaveValue(unique);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("IM settings of", { exact: false })).toBeVisible();

  await page.getByRole("link", { name: "Clients" }).click();
  await page.getByRole("link", { name: "IM settings" }).click();
  await expect(page.getByRole("textbox", { name: "Words" })).toHaveValue(unique);
  await expect(page.getByText("not saved")).toHaveCount(0);
});
