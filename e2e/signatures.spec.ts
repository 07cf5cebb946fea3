import { createHmac } from "node:crypto";
import { expect, test } from "./fixtures";
import { running } from "./support/running";

const sign = (text: string, key: string) => createHmac("sha1", key).update(text).digest("hex");

test("an admin sees what is signed, why a signature is wrong, and the right one, which is audited", async ({
  page,
  api,
  appPath,
  unique,
}) => {
  const { appId, masterKey } = running();
  const client = `signer-${unique}`;
  await page.goto(`${appPath}/signatures`);
  await expect(page.getByText("A signature is your server's permission")).toBeVisible();
  const form = page.getByRole("form", { name: "What is signed" });
  await form.getByLabel("Operation").selectOption("start");
  await form.getByLabel("Client id").fill(client);
  await form.getByRole("textbox", { name: "Members" }).fill("zoe, adam");
  await form.getByRole("button", { name: "Now" }).click();
  await form.getByRole("button", { name: "Generate" }).click();
  const time = await form.getByLabel("Timestamp").inputValue();
  const nonce = await form.getByLabel("Nonce").inputValue();
  const given = form.getByLabel("Signature to check");
  const text = `${appId}:${client}:adam:zoe:${time}:${nonce}`;
  const result = page.getByRole("region", { name: "Result" });
  const check = form.getByRole("button", { name: "Check" });

  await given.fill(sign(`${appId}:${client}:zoe:adam:${time}:${nonce}`, masterKey));
  await check.click();
  await expect(result.getByText("The members were signed in another order.", { exact: false })).toBeVisible();
  await expect(result.getByRole("region", { name: "The text that is signed" })).toHaveText(text);

  await given.fill(sign(text, masterKey).toUpperCase());
  await expect(result.getByText("The fields have changed since this was checked.")).toBeVisible();
  await check.click();
  await expect(result.getByText("The signature is right")).toBeVisible();

  await result.getByRole("button", { name: "Show right signature" }).click();
  await expect(result.getByText(sign(text, masterKey))).toBeVisible();
  const audit = await api.ok<{ rows: { target: { id: string } | null }[] }>(
    "GET",
    "/api/audit?action=signature.make",
  );
  expect(audit.rows.filter((row) => row.target?.id === client)).toHaveLength(1);

  // The address holds what was typed but never a signature, and brings it back.
  await expect(page).toHaveURL(new RegExp(`client=${client}.*nonce=${nonce}`));
  expect(page.url()).not.toContain(sign(text, masterKey).slice(0, 12));
  await page.reload();
  await expect(form.getByLabel("Client id")).toHaveValue(client);
  await expect(given).toHaveValue("");
});

test("a moderator checks signatures and is shown none", async ({ pageAs, appPath, unique }) => {
  const { appId, masterKey } = running();
  const page = await pageAs("moderator");
  const time = Date.now() - 7 * 3_600_000;
  await page.goto(`${appPath}/signatures?client=${unique}&time=${time}&nonce=n1`);
  await page.getByLabel("Signature to check").fill(sign(`${appId}:${unique}::${time}:n1`, masterKey));
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText(/It expired .* ago/)).toBeVisible();
  await expect(
    page.getByText("Only an admin of this app can see the right signature", { exact: false }),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Show right signature" })).toHaveCount(0);
});

test("an agent finds the page closed", async ({ pageAs, appPath }) => {
  const page = await pageAs("agent");
  await page.goto(`${appPath}/signatures`);
  await expect(page.getByText("You may not see this")).toBeVisible();
});
