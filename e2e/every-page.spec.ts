import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { everyPage, type PageUnderTest } from "./support/pages";

/** Opens a page and waits until it shows its content and not its skeleton. */
async function open(page: Page, { path, heading }: PageUnderTest, locale: "en" | "zh-CN"): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1, name: heading[locale] })).toBeVisible();
  await expect(page.getByRole("main").locator('[aria-busy="true"]')).toHaveCount(0);
}

/** What the browser complained about while a page was open. */
function collectComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return complaints;
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds no serious problem on any page, ${colorScheme}`, async ({ page, im, appPath, unique }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const item of await everyPage(im, appPath, unique)) {
      await test.step(item.name, async () => {
        await open(page, item, "en");
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        const told = serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
        expect.soft(told, item.name).toEqual([]);
      });
    }
  });
}

test("every page is there in Chinese, without an English or missing word of its own", async ({
  browser,
  im,
  appPath,
  unique,
  storageState,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ storageState, baseURL, locale: "zh-CN" });
  const page = await context.newPage();
  const complaints = collectComplaints(page);
  for (const item of await everyPage(im, appPath, unique)) {
    await test.step(item.name, async () => {
      await open(page, item, "zh-CN");
      await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
      await expect(page.getByRole("link", { name: "对话", exact: true }).first()).toBeVisible();
    });
  }
  expect(complaints).toEqual([]);
  await context.close();
});

test("no page scrolls sideways at 390 px, and none complains", async ({ page, im, appPath, unique }) => {
  test.setTimeout(120_000);
  const complaints = collectComplaints(page);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const item of await everyPage(im, appPath, unique)) {
    await test.step(item.name, async () => {
      await open(page, item, "en");
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(width, item.name).toBeLessThanOrEqual(390);
    });
  }
  expect(complaints).toEqual([]);
});

test("an address that leads nowhere is said so, in the theme of the system", async ({ page, appPath }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${appPath}/nowhere`);
  await expect(page.getByRole("heading", { level: 1, name: "There is no such page" })).toBeVisible();
  await expect(page.locator("html")).toHaveClass(/(^|\s)dark(\s|$)/);
});

test("pages have the security headers that keep them to themselves", async ({ page, appPath }) => {
  const response = await page.goto(`${appPath}/conversations`);
  const headers = response?.headers() ?? {};
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[\w+/=-]+'/);
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBeTruthy();
  expect(headers["x-powered-by"]).toBeUndefined();
});

test("tables fit 768 px without scrolling sideways", async ({ page, im, appPath, unique }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 768, height: 1024 });
  for (const item of await everyPage(im, appPath, unique)) {
    await test.step(item.name, async () => {
      await open(page, item, "en");
      const tooWide = await page
        .locator("main")
        .evaluate((main) =>
          [...main.querySelectorAll("table")]
            .filter((table) => table.parentElement && table.offsetWidth > table.parentElement.clientWidth)
            .map((table) => `${table.ariaLabel}: ${table.offsetWidth} px`),
        );
      expect.soft(tooWide, item.name).toEqual([]);
    });
  }
});
