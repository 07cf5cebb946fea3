import { expect, test } from "./fixtures";
import { running } from "./support/running";

test("a hosted app is added only when its connection is understood, and its keys are never shown again", async ({
  page,
  api,
  unique,
}) => {
  const { imUrl, appId, masterKey } = running();
  await page.goto("/apps");
  await page.getByRole("button", { name: "Add hosted app" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add hosted app" });
  await dialog.getByRole("textbox", { name: /^Name/ }).fill(`Second ${unique}`);
  await dialog.getByRole("textbox", { name: /^Server/ }).fill("http://10.1.2.3:3100");
  await dialog.getByRole("textbox", { name: /^App id/ }).fill(appId);
  await dialog.getByLabel(/^App key/).fill("not the right key");
  await dialog.getByLabel(/^Master key/).fill(masterKey);
  await dialog.getByRole("button", { name: "Test connection" }).click();
  await expect(dialog.getByText("The connection does not work")).toBeVisible();
  await expect(dialog.getByText("Address is allowed")).toBeVisible();

  const test = await api.call("POST", "/api/apps/test", {
    serverUrl: imUrl,
    leancloudAppId: appId,
    appKey: "not the right key",
    masterKey,
  });
  expect(await test.text()).not.toContain(masterKey);
  const told = await (await api.call("GET", "/api/apps")).text();
  expect(told).toContain("masterKeyFingerprint");
  expect(told).not.toContain(masterKey);
});

test("sender ids and colour of the app are changed and hold for agents at once", async ({
  api,
  appId,
  pageAs,
  appPath,
}) => {
  await api.ok("PATCH", `/api/apps/${appId}`, { senderIds: ["support", "help.desk"], color: "green" });
  const session = await (await pageAs("agent")).request.get("/api/session");
  const app = (await session.json()).apps.find((one: { id: string }) => one.id === appId);
  expect(app).toMatchObject({ color: "green", senderIds: ["support", "help.desk"], role: "agent" });
  expect(appPath).toContain(appId);
});
