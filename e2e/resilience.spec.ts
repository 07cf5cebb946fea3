import { expect, test } from "./fixtures";
import { createConversation, readHistory } from "./support/im-data";

test("a lost reply is settled or retried, and the message is there once", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", { name: `Lost ${unique}`, m: ["alice", "bob"] });
  await page.goto(`${appPath}/conversations/${id}`);
  await page.getByRole("combobox", { name: "Send as" }).fill("alice");
  let lost = 0;
  await page.route(`**/conversations/${id}/messages`, async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.continue();
    lost += 1;
    // The request does its work; only the answer never arrives.
    await route.fetch();
    await route.abort("connectionreset");
  });
  await page.getByRole("textbox", { name: "Message", exact: true }).fill(`only once ${unique}`);
  await page.keyboard.press("Control+Enter");
  const feed = page.getByRole("feed", { name: "Messages" });
  const again = feed.getByRole("button", { name: /Send again|Check and send again/ });
  const history = feed.getByText(`only once ${unique}`);
  await expect(history.first()).toBeVisible();
  await expect.poll(() => lost).toBe(1);
  // Either the console settles it by itself or it offers to send again; both must end in one message.
  await expect(async () => {
    if ((await again.count()) > 0) await again.first().click();
    await expect(again).toHaveCount(0, { timeout: 1_000 });
    await expect(history).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
  await page.reload();
  await expect(history).toHaveCount(1);
  expect((await readHistory(im, id)).filter((row) => row.data.includes(unique))).toHaveLength(1);
});

test("a request that is slower than a reload of its page is shown once", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", { name: `Slow ${unique}`, m: ["alice", "bob"] });
  await page.goto(`${appPath}/conversations/${id}`);
  await page.getByRole("combobox", { name: "Send as" }).fill("alice");
  let arrive = () => {};
  const mayArrive = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(`**/conversations/${id}/messages`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await mayArrive;
    await route.fetch();
  });
  await page.getByRole("textbox", { name: "Message", exact: true }).fill(`slow ${unique}`);
  await page.keyboard.press("Control+Enter");
  const feed = page.getByRole("feed", { name: "Messages" });
  await expect(feed.getByText("Sending…")).toBeVisible();
  await page.reload();
  const notConfirmed = page.getByRole("button", { name: "Check and send again" });
  await expect(notConfirmed).toBeVisible();
  arrive();
  await expect(notConfirmed).toHaveCount(0);
  await expect(feed.getByText(`slow ${unique}`)).toHaveCount(1);
  expect(await readHistory(im, id)).toHaveLength(1);
});

test("the same operation sent again and again is one message", async ({ im, api, appId, unique }) => {
  const id = await createConversation(im, "conversations", { name: `Twice ${unique}`, m: ["alice"] });
  const operation = crypto.randomUUID();
  const path = `/api/apps/${appId}/conversations/${id}/messages`;
  const body = { from: "support", data: JSON.stringify({ _lctype: -1, _lctext: unique }) };
  const answers = await Promise.all(Array.from({ length: 5 }, () => api.call("POST", path, body, operation)));
  for (const answer of answers) expect([200, 202]).toContain(answer.status());
  expect(await readHistory(im, id)).toHaveLength(1);
  const other = await api.call("POST", path, { ...body, from: "help.desk" }, operation);
  expect(other.status()).toBe(409);
});

test("going offline is said, and coming back catches up", async ({ page, context, im, appPath, unique }) => {
  const id = await createConversation(im, "conversations", { name: `Offline ${unique}`, m: ["alice"] });
  await page.goto(`${appPath}/conversations/${id}`);
  await expect(page.getByRole("textbox", { name: "Message", exact: true })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(/No answer from the console since/)).toBeVisible({ timeout: 45_000 });
  await im.request("POST", `/1.2/rtm/conversations/${id}/messages`, {
    from_client: "alice",
    message: JSON.stringify({ _lctype: -1, _lctext: `meanwhile ${unique}` }),
  });
  await context.setOffline(false);
  await expect(page.getByText(`meanwhile ${unique}`)).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText(/No answer from the console since/)).toHaveCount(0);
});

test("a failed form keeps what was typed", async ({ page, appPath, unique }) => {
  await page.goto(`${appPath}/conversations`);
  await page.route("**/api/apps/*/conversations", (route) =>
    route.request().method() === "POST" ? route.abort("connectionrefused") : route.continue(),
  );
  await page.getByRole("button", { name: "New", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "New conversation" });
  await dialog.getByRole("radio", { name: /^Chat room/ }).check();
  await dialog.getByRole("textbox", { name: /^Name/ }).fill(`Kept ${unique}`);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByText(/The console did not answer/)).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: /^Name/ })).toHaveValue(`Kept ${unique}`);
  await page.unroute("**/api/apps/*/conversations");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Kept ${unique}` })).toBeVisible();
});
