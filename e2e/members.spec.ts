import { expect, test } from "./fixtures";
import { auditedActions } from "./support/audit";
import { createConversation } from "./support/im-data";

test("members are pasted in, muted, silenced, given a role, removed and blocked", async ({
  page,
  im,
  api,
  appPath,
  unique,
}) => {
  test.setTimeout(120_000);
  const [ann, ben, cid] = [`ann-${unique}`, `ben-${unique}`, `cid-${unique}`];
  const id = await createConversation(im, "conversations", { name: `Members ${unique}`, m: [ann], c: ann });
  await page.goto(`${appPath}/conversations/${id}`);
  const panel = page.getByRole("complementary", { name: "Details" });
  const menu = async (client: string, item: RegExp): Promise<void> => {
    await panel.getByRole("button", { name: `Actions for ${client}` }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };

  await test.step("add by paste", async () => {
    await panel.getByRole("button", { name: "Add", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Add members" });
    const field = dialog.getByRole("textbox", { name: /^Client ids/ });
    await field.fill(`${ben}; ${ann}`);
    await field.press("Enter");
    await field.fill(cid);
    // What is typed counts as it stands.
    await expect(dialog.getByRole("button", { name: "Add 2 members" })).toBeVisible();
    await field.press("Control+Enter");
    await expect(panel.getByText(cid, { exact: true })).toBeVisible();
  });
  await test.step("mute", async () => {
    await menu(ben, /^Mute push/);
    await expect(page.getByText(`Push muted for ${ben}`)).toBeVisible();
  });
  await test.step("role", async () => {
    await menu(ben, /^Make manager/);
    await expect(panel.getByText("manager")).toBeVisible();
  });
  await test.step("silence", async () => {
    await menu(cid, /^Silence/);
    await page.getByRole("dialog").getByRole("radio", { name: "For good" }).check();
    await page.getByRole("dialog").getByRole("button", { name: "Silence for good" }).click();
    await expect(page.getByText(`${cid} silenced`)).toBeVisible();
  });
  await test.step("remove", async () => {
    await menu(ben, /^Remove/);
    await expect(page.getByText(`${ben} removed`)).toBeVisible();
  });
  await test.step("block", async () => {
    await menu(cid, /^Block/);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: `Block ${cid}` })
      .click();
    await expect(page.getByText(`${cid} blocked`)).toBeVisible();
  });
  const left = await api.ok<{ members: string[] }>("GET", `/api${appPath}/conversations/${id}/members`);
  expect(left.members).toEqual([ann]);
  expect(await auditedActions(api, id)).toEqual(
    expect.arrayContaining([
      "members.add",
      "member.mute",
      "member.role",
      "member.silence",
      "members.remove",
      "member.block",
    ]),
  );
  await panel.getByRole("link", { name: "What operators did here" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Audit" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Block/ }).first()).toBeVisible();
});

test("a silence that ends leaves the list by itself", async ({ page, im, appPath, unique }) => {
  const ann = `ann-${unique}`;
  const id = await createConversation(im, "conversations", { name: `Silence ${unique}`, m: [ann] });
  await page.goto(`${appPath}/conversations/${id}`);
  const silenced = page
    .getByRole("complementary", { name: "Details" })
    .getByRole("list", { name: "Silenced" });
  await expect(page.getByRole("heading", { name: "Silenced" })).toBeVisible();
  await im.request("POST", `/1.2/rtm/conversations/${id}/temporary-silenceds`, { client_id: ann, ttl: 8 });
  await expect(silenced.getByText(ann)).toBeVisible();
  await expect(silenced).toBeHidden({ timeout: 30_000 });
});

test("of members added, those who are refused are told above those who came", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const [ann, ben, cid] = [`ann-${unique}`, `ben-${unique}`, `cid-${unique}`];
  const id = await createConversation(im, "conversations", { name: `Refused ${unique}`, m: [ann] });
  await im.request("POST", `/1.2/rtm/conversations/${id}/blacklists`, { client_ids: [ben] });
  await page.goto(`${appPath}/conversations/${id}`);
  const panel = page.getByRole("complementary", { name: "Details" });
  await panel.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Add members" });
  const field = dialog.getByRole("textbox", { name: /^Client ids/ });
  await field.fill(ben);
  await field.press("Control+Enter");
  await expect(dialog.getByText("Blocked in this conversation. Unblock first.")).toBeVisible();
  await field.fill(cid);
  await field.press("Control+Enter");
  await expect(page.getByText(`${cid} added`)).toBeAttached();
  const front = page.locator('[data-sonner-toast][data-front="true"]');
  await expect(front).toContainText(`${ben}: blocked here: unblock first`);
  await front.getByRole("button", { name: "Close toast", includeHidden: true }).click();
  await expect(page.getByText(`${ben}: blocked here`)).toBeHidden();
  await expect(dialog).toBeVisible();
});
