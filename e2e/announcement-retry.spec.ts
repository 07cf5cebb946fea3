import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { createConversation } from "./support/im-data";

/** Composes a message to one client and confirms it. */
async function announce(page: Page, place: string, text: string): Promise<void> {
  await page.goto(place);
  await page.getByLabel(/^Sent as/).fill("support");
  await page.getByRole("textbox", { name: "Message", exact: true }).fill(text);
  await page.getByRole("button", { name: "Next: check" }).click();
  await expect(page.getByText("Who gets it")).toBeVisible();
  const word = page.getByLabel(/^Type .+ to confirm/);
  if (await word.count()) {
    const label = (await page.getByText(/^Type .+ to confirm/).textContent()) ?? "";
    await word.fill(/^Type (.+) to confirm/.exec(label)?.[1] ?? "");
  }
  await page.getByRole("button", { name: /^Send to 1 client in/ }).click();
}

test("an announcement whose answer is lost reaches its client once", async ({
  page,
  im,
  api,
  appPath,
  unique,
}) => {
  const service = await createConversation(im, "service-conversations", { name: `Retry ${unique}` });
  const client = `cat-${unique}`;
  const place = `${appPath}/broadcasts/new?conversation=${service}&audience=clients&to=${client}&step=content`;
  const keys: (string | undefined)[] = [];
  let fate: "answer lost" | "never arrives" | "passes" = "answer lost";
  await page.route(`**/conversations/${service}/messages`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    keys.push(route.request().headers()["idempotency-key"]);
    if (fate === "passes") return route.continue();
    if (fate === "answer lost") await route.fetch();
    await route.abort("connectionreset");
  });

  await announce(page, place, `first ${unique}`);
  await expect(page.getByText("It is not certain whether it was sent")).toBeVisible();
  fate = "passes";
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Sent to the clients")).toBeVisible();
  expect(keys).toHaveLength(2);
  expect(keys[1]).toBe(keys[0]);
  // The address shows the result; opening it again sends nothing.
  await page.reload();
  await expect(page.getByText("Sent to the clients")).toBeVisible();
  expect(keys).toHaveLength(2);

  fate = "never arrives";
  await announce(page, place, `second ${unique}`);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText("It never reached the console")).toBeVisible();
  fate = "passes";
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Sent to the clients")).toBeVisible();

  const history = await api.ok<{ messages: { payload: { text?: string } }[] }>(
    "GET",
    `/api${appPath}/conversations/${service}/messages?client=${client}`,
  );
  expect(history.messages.map((message) => message.payload.text)).toEqual([
    `first ${unique}`,
    `second ${unique}`,
  ]);
});
