import { expect, test } from "./fixtures";
import { running, statePath } from "./support/running";

test("times are the browser's, also on a page that was rendered before another tab told the zone", async ({
  browser,
}) => {
  const zone = "Asia/Shanghai";
  const { url } = running();
  const context = await browser.newContext({
    baseURL: url,
    storageState: statePath("admin"),
    locale: "en-GB",
    timezoneId: zone,
  });
  await context.clearCookies({ name: "parley_tz" });
  const page = await context.newPage();
  await page.route("**/audit", async (route) => {
    if (route.request().resourceType() !== "document") return route.continue();
    const response = await route.fetch();
    await context.addCookies([{ name: "parley_tz", value: encodeURIComponent(zone), url }]);
    await route.fulfill({ response });
  });
  await page.goto("/audit");
  const time = page.getByRole("row").nth(1).locator("time").first();
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  // Rows come on top meanwhile: what is shown and what it stands for are read in one go.
  const isZones = async () => {
    const { at, shown } = await time.evaluate((node) => ({
      at: node.getAttribute("datetime") ?? "",
      shown: node.textContent ?? "",
    }));
    return shown.includes(clock.format(new Date(at)));
  };
  await expect.poll(isZones).toBe(true);
  await context.close();
});
