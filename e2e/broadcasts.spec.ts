import type { Page } from "@playwright/test";
import { buildTextMessage } from "@/lib/protocol/message-builders";
import { expect, test } from "./fixtures";
import { auditedActions, isChainIntact } from "./support/audit";
import { createConversation } from "./support/im-data";

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel(/^Sent as/).fill("support");
  await page.getByRole("textbox", { name: "Message", exact: true }).fill(text);
  await page.getByRole("button", { name: "Next: check" }).click();
}

async function confirm(page: Page, name: RegExp): Promise<void> {
  const word = page.getByLabel(/^Type .+ to confirm/);
  await expect(page.getByRole("button", { name })).toBeVisible();
  if ((await word.count()) > 0) {
    const label = await page
      .getByText(/^Type .+ to confirm/)
      .first()
      .textContent();
    await word.fill(/^Type (.+) to confirm/.exec(label ?? "")?.[1] ?? "");
  }
  await page.getByRole("button", { name }).click();
}

test("a broadcast to everyone states what it does, is sent, edited and deleted", async ({
  page,
  im,
  api,
  appPath,
  unique,
}) => {
  test.setTimeout(120_000);
  const service = await createConversation(im, "service-conversations", { name: `News ${unique}` });
  await page.goto(`${appPath}/broadcasts/new`);
  await page.getByRole("searchbox", { name: "Find by name or id" }).fill(`News ${unique}`);
  await page.getByRole("button", { name: new RegExp(`News ${unique}`) }).click();
  await page.getByRole("radio", { name: /^Everyone/ }).check();
  await page.getByRole("button", { name: "Next: content" }).click();
  await write(page, `Snow tomorrow ${unique}`);

  await expect(page.getByText(/Everyone in .+ the server has seen/)).toBeVisible();
  await expect(
    page.getByText(/It can be edited or deleted under Broadcasts while it is valid/),
  ).toBeVisible();
  await confirm(page, /^Broadcast to everyone in/);
  await expect(page.getByText("Broadcast to everyone", { exact: true })).toBeVisible();

  const listPath = `/api${appPath}/broadcasts?conversation=${service}`;
  type List = { broadcasts: { id: string }[] };
  const current = await api.ok<List>("GET", listPath);
  expect(current.broadcasts).toHaveLength(1);
  await page.goto(`${appPath}/broadcasts?conversation=${service}`);
  await expect(page.getByText(`Snow tomorrow ${unique}`)).toBeVisible();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Edit broadcast" });
  await dialog.getByRole("textbox", { name: "Message", exact: true }).fill(`Sun tomorrow ${unique}`);
  await dialog.getByRole("button", { name: "Save for devices that do not have it yet" }).click();
  await expect(page.getByText(`Sun tomorrow ${unique}`)).toBeVisible();

  await page.getByRole("button", { name: "Whom it has reached" }).click();
  const reach = page.getByRole("dialog", { name: "Delivery" });
  await expect(reach.locator("[data-headline]")).toContainText("when they sign in");
  await reach.getByRole("searchbox").fill(`amy-${unique}`);
  await reach.getByRole("button", { name: "Ask" }).click();
  await expect(reach.getByText("Was offline").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(reach).toHaveCount(0);

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete for devices that do not have it yet" }).click();
  await expect(page.getByText(`Sun tomorrow ${unique}`)).toHaveCount(0);

  await expect.poll(async () => (await api.ok<List>("GET", listPath)).broadcasts).toEqual([]);
  const id = current.broadcasts[0]?.id ?? "";
  await expect
    .poll(() => auditedActions(api, id))
    .toEqual(["broadcast.send", "broadcast.edit", "broadcast.delete"]);
  expect(await isChainIntact(api)).toBe(true);
});

test("long names leave the broadcasts their words and their buttons", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const service = await createConversation(im, "service-conversations", {
    name: `News of the whole wide world, in a name that is rather long ${unique}`,
  });
  await im.request("POST", "/1.2/rtm/broadcasts", {
    conv_id: service,
    from_client: "s".repeat(64),
    message: buildTextMessage(`Snow tomorrow ${unique}`),
    valid_till: Date.now() + 86_400_000,
  });
  const row = page.getByRole("row").filter({ hasText: `Snow tomorrow ${unique}` });
  for (const width of [1440, 1024, 768, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${appPath}/broadcasts`);
    await expect(row.getByRole("button", { name: "Delete", exact: true })).toBeInViewport({ ratio: 1 });
    const text = await row.getByText(`Snow tomorrow ${unique}`).boundingBox();
    expect(text?.width, `${width} px`).toBeGreaterThan(90);
  }
});

test("a message to some clients lands in each private history", async ({
  page,
  im,
  api,
  appPath,
  unique,
}) => {
  const service = await createConversation(im, "service-conversations", { name: `Desk ${unique}` });
  const clients = [`amy-${unique}`, `bea-${unique}`];
  await page.goto(
    `${appPath}/broadcasts/new?conversation=${service}&audience=clients&to=${clients.join(",")}`,
  );
  await page.getByRole("button", { name: "Next: content" }).click();
  await write(page, `Your order is ready ${unique}`);
  await confirm(page, /^Send to 2 clients in/);
  await expect(page.getByText("Sent to the clients")).toBeVisible();
  for (const client of clients) {
    const history = await api.ok<{ messages: { data: string }[] }>(
      "GET",
      `/api${appPath}/conversations/${service}/messages?client=${client}`,
    );
    expect(history.messages.map((message) => message.data).join()).toContain(unique);
  }
});

test("subscribers are added by paste, counted, and reached together", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const service = await createConversation(im, "service-conversations", { name: `Letter ${unique}` });
  await page.goto(`${appPath}/conversations/${service}?tab=subscribers`);
  await page.getByRole("button", { name: "Add subscribers" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add subscribers" });
  const field = dialog.getByRole("textbox", { name: /^Clients/ });
  await field.fill(`one-${unique} two-${unique} three-${unique}`);
  await dialog.getByRole("button", { name: "Add 3 subscribers" }).click();
  await expect(page.getByText("3 subscribers", { exact: true })).toBeVisible();

  await page.goto(`${appPath}/broadcasts/new?conversation=${service}&audience=subscribers`);
  await page.getByRole("button", { name: "Next: content" }).click();
  await write(page, `Letter one ${unique}`);
  await expect(page.getByText(`All 3 subscribers of Letter ${unique}.`)).toBeVisible();
  await confirm(page, /^Send to 3 subscribers in/);
  await expect(page.getByText("Sent to the subscribers")).toBeVisible();
});

test("subscribers that certainly were not added are added at the next try, as another operation", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const service = await createConversation(im, "service-conversations", { name: `Again ${unique}` });
  const keys: (string | undefined)[] = [];
  await page.route(`**/conversations/${service}/subscribers`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    keys.push(route.request().headers()["idempotency-key"]);
    if (keys.length > 1) return route.continue();
    const error = { code: "upstream_unavailable", message: "It is away.", fault: "server", requestId: "r" };
    await route.fulfill({ status: 503, headers: { "operation-recorded": "1" }, json: { error } });
  });
  await page.goto(`${appPath}/conversations/${service}?tab=subscribers`);
  await page.getByRole("button", { name: "Add subscribers" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add subscribers" });
  await dialog.getByRole("textbox").fill(`late-${unique}`);
  await dialog.getByRole("textbox").press("Enter");
  await dialog.getByRole("button", { name: "Add 1 subscriber" }).click();
  await expect(dialog.getByText("It is away.")).toBeVisible();
  await dialog.getByRole("button", { name: "Add 1 subscriber" }).click();
  await expect(page.getByRole("row", { name: new RegExp(`late-${unique}`) })).toBeVisible();
  expect(new Set(keys).size).toBe(2);
});
