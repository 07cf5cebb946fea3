import { expect, test } from "./fixtures";
import { createConversation } from "./support/im-data";

test.describe("making conversations", () => {
  for (const { kind, name, confirm } of [
    { kind: /^Normal/, name: "Normal", confirm: /^(Open or create|Create)$/ },
    { kind: /^Chat room/, name: "Room", confirm: "Create" },
    { kind: /^Service conversation/, name: "Service", confirm: "Create" },
  ]) {
    test(`a ${name.toLowerCase()} one is made and opened`, async ({ page, appPath, unique }) => {
      await page.goto(`${appPath}/conversations`);
      await page.getByRole("button", { name: "New", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "New conversation" });
      await dialog.getByRole("radio", { name: kind }).check();
      await dialog.getByRole("textbox", { name: /^Name/ }).fill(`${name} ${unique}`);
      if (name === "Normal") {
        const members = dialog.getByRole("textbox", { name: /^Members/ });
        await members.fill(`alice-${unique}, bob-${unique};carol-${unique}\nalice-${unique}`);
        await members.press("Enter");
        await expect(dialog.getByText(`carol-${unique}`)).toBeVisible();
      }
      await dialog.getByRole("textbox", { name: /^Attributes/ }).fill('{"plan": "gold"}');
      await dialog.getByRole("button", { name: confirm }).click();
      await expect(page.getByRole("heading", { level: 1, name: `${name} ${unique}` })).toBeVisible();
      await expect(page).toHaveURL(/\/conversations\/[\w-]+/);
    });
  }

  test("the same members again open the unique conversation there is", async ({
    page,
    im,
    appPath,
    unique,
  }) => {
    const members = [`ann-${unique}`, `ben-${unique}`];
    const id = await createConversation(im, "conversations", {
      name: `Pair ${unique}`,
      m: members,
      unique: true,
    });
    await page.goto(`${appPath}/conversations`);
    await page.getByRole("button", { name: "New", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "New conversation" });
    const field = dialog.getByRole("textbox", { name: /^Members/ });
    await field.fill([...members].reverse().join(" "));
    await field.press("Enter");
    await dialog.getByRole("button", { name: "Open or create" }).click();
    // What is said for a moment comes first.
    await expect(page.getByText("It existed already: opened, nothing was changed")).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/conversations/${id}`));
  });

  test("invalid attributes keep the button shut and are marked where they break", async ({
    page,
    appPath,
  }) => {
    await page.goto(`${appPath}/conversations`);
    await page.getByRole("button", { name: "New", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "New conversation" });
    await dialog.getByRole("textbox", { name: /^Attributes/ }).fill('{"plan": }');
    await expect(dialog.getByText("Not valid JSON at line 1, column 10")).toBeVisible();
    await expect(dialog.locator("mark")).toHaveText("}");
    await expect(dialog.getByRole("button", { name: /^(Open or create|Create)$/ })).toBeDisabled();
  });
});

test.describe("the list", () => {
  test("kinds, search, filters and pages are places in the URL", async ({ page, im, appPath, unique }) => {
    for (let index = 0; index < 3; index++) {
      await createConversation(im, "conversations", {
        name: `List ${unique} ${index}`,
        m: [`walter-${unique}`, `w${index}-${unique}`],
        attr: { tier: index },
      });
    }
    await createConversation(im, "chatrooms", { name: `List ${unique} room` });
    const rows = page.getByRole("row", { name: new RegExp(`List ${unique}`) });

    await page.goto(`${appPath}/conversations?q=${encodeURIComponent(`List ${unique}`)}`);
    await expect(rows).toHaveCount(4);
    await page.getByRole("link", { name: /^Chat rooms/ }).click();
    await expect(rows).toHaveCount(1);
    await expect(page).toHaveURL(/kind=chatroom/);
    await page.goBack();
    await expect(rows).toHaveCount(4);

    await page.goto(`${appPath}/conversations?member=${encodeURIComponent(`w1-${unique}`)}`);
    await expect(rows).toHaveCount(1);
    const where = JSON.stringify({ m: `walter-${unique}`, "attr.tier": { $gte: 1 } });
    await page.goto(`${appPath}/conversations?where=${encodeURIComponent(where)}`);
    await expect(rows).toHaveCount(2);
    await page.goto(`${appPath}/conversations?q=nothing-${unique}`);
    await expect(page.getByText("Nothing matches")).toBeVisible();
  });

  test("the form for a new one begins with the kind that is looked at", async ({ page, appPath }) => {
    await page.goto(`${appPath}/conversations?kind=chatroom`);
    await page.getByRole("button", { name: "New", exact: true }).first().click();
    const room = page.getByRole("radio", { name: /^Chat room/ });
    await expect(room).toBeChecked();
    await expect(room).toBeFocused();
  });

  test("rows answer to the keyboard: j, k, x and Enter", async ({ page, im, appPath, unique }) => {
    for (const part of ["one", "two", "three"]) {
      await createConversation(im, "conversations", {
        name: `Keys ${unique} ${part}`,
        m: [`k-${part}-${unique}`],
      });
    }
    await page.goto(`${appPath}/conversations?q=${encodeURIComponent(`Keys ${unique}`)}&sort=name&dir=asc`);
    await expect(page.getByRole("row", { name: new RegExp(`Keys ${unique}`) })).toHaveCount(3);
    const second = page.getByRole("row", { name: `Keys ${unique} two` });
    const place = await second.boundingBox();
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(page.getByText("1 selected")).toBeVisible();
    expect(await second.boundingBox(), "no row moves under the hand that chooses").toEqual(place);
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(page.getByText("2 selected")).toBeVisible();
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: `Keys ${unique} one` })).toBeVisible();
  });

  test("Enter in the search goes on to the first row found, and Enter opens it", async ({
    page,
    im,
    appPath,
    unique,
  }) => {
    const id = await createConversation(im, "conversations", { name: `Found ${unique}`, m: ["ann"] });
    await createConversation(im, "conversations", { name: `Newer ${unique}`, m: ["ann"] });
    await page.goto(`${appPath}/conversations`);
    const box = page.getByRole("searchbox", { name: "Name, id or member" });
    await expect(async () => {
      await page.keyboard.press("/");
      await expect(box).toBeFocused({ timeout: 1_000 });
    }).toPass();
    await page.keyboard.type(`Found ${unique}`);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name: `Found ${unique}` })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/conversations/${id}`));
  });

  test("the keys go on from a checkbox that was clicked, and take the focus along", async ({
    page,
    im,
    appPath,
    unique,
  }) => {
    for (const part of ["one", "two"]) {
      await createConversation(im, "conversations", { name: `Focus ${unique} ${part}`, m: [`f-${unique}`] });
    }
    await page.goto(`${appPath}/conversations?q=${encodeURIComponent(`Focus ${unique}`)}&sort=name&dir=asc`);
    await page.getByRole("checkbox", { name: `Select Focus ${unique} one` }).click();
    await page.keyboard.press("j");
    await expect(page.getByRole("link", { name: `Focus ${unique} two` })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: `Focus ${unique} two` })).toBeVisible();
    await expect(page).toHaveTitle(`Focus ${unique} two · Parley`);
  });

  test("a bulk change tells what became of it", async ({ page, im, appPath, unique }) => {
    for (const part of ["one", "two"]) {
      await createConversation(im, "conversations", {
        name: `Bulk ${unique} ${part}`,
        m: [`b-${part}-${unique}`],
      });
    }
    await page.goto(`${appPath}/conversations?q=${encodeURIComponent(`Bulk ${unique}`)}`);
    await page.getByRole("checkbox", { name: "Select all rows on this page" }).check();
    await page.getByRole("button", { name: "Add members" }).click();
    const dialog = page.getByRole("dialog", { name: "Add members to 2 conversations" });
    const clients = dialog.getByRole("textbox", { name: /^Clients/ });
    // What is typed counts as it stands: no key has to make a chip of it first.
    await clients.fill(`extra-${unique}`);
    await dialog.getByRole("button", { name: "Add to 2" }).click();
    await expect(page.getByText("2 conversations changed.")).toBeVisible();
    await page.goto(`${appPath}/conversations?member=${encodeURIComponent(`extra-${unique}`)}`);
    await expect(page.getByRole("row", { name: new RegExp(`Bulk ${unique}`) })).toHaveCount(2);
  });
});

test("a page after the last says so and leads back to the first", async ({ page, appPath }) => {
  await page.goto(`${appPath}/conversations?page=9000`);
  await expect(page.getByText("Page 9000 is empty")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "First page" }).first().click();
  await expect(page).toHaveURL(/\/conversations$/);
  await expect(page.getByText("Page 9000 is empty")).toHaveCount(0);
});

test("a conversation that is not there says so and leads to those that are", async ({ page, appPath }) => {
  await page.goto(`${appPath}/conversations/${"0".repeat(24)}`);
  await expect(page.getByRole("heading", { name: "There is no such conversation" })).toBeVisible();
  await page.getByRole("link", { name: "All conversations" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Conversations" })).toBeVisible();
});
