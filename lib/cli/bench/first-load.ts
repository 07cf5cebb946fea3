import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "@playwright/test";
import { findChromium } from "../find-chromium";
import type { Cookie } from "./console-session";
import type { Row } from "./measure";

const target = "≤ 180";

/** A page and what shows that its main content is there. */
export type MeasuredPage = { path: string; content: (page: Page) => Promise<void> };

/**
 * The JavaScript, in kB gz, that a browser with an empty cache loads until a page's main content is shown,
 * and the part of it that the HTML itself names. What is fetched ahead for later is not counted.
 */
export async function measureFirstLoad(
  url: string,
  cookies: Cookie[],
  pages: Record<string, MeasuredPage>,
): Promise<Row[]> {
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
  try {
    const rows: Row[] = [];
    for (const [name, page] of Object.entries(pages)) {
      const { named, shown } = await measurePage(browser, url, cookies, page);
      rows.push(
        { name: `JavaScript until ${name} shows`, value: shown / 1000, unit: "kB", target },
        { name: `  of it named by the HTML`, value: named / 1000, unit: "kB", target },
      );
    }
    return rows;
  } finally {
    await browser.close();
  }
}

async function measurePage(
  browser: Browser,
  url: string,
  cookies: Cookie[],
  { path, content }: MeasuredPage,
): Promise<{ named: number; shown: number }> {
  const context = await browser.newContext({ baseURL: url, locale: "en-GB" });
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url })));
  const page = await context.newPage();
  const loaded: Response[] = [];
  page.on("response", (response) => {
    if (pathOf(response).endsWith(".js")) loaded.push(response);
  });
  const document = await page.goto(path, { waitUntil: "commit" });
  await content(page);
  // What the server rendered can show before the page's own scripts have come.
  await page.waitForLoadState("load");
  const counted = [...loaded];
  const html = (await document?.text()) ?? "";
  let named = 0;
  let shown = 0;
  for (const response of counted) {
    const size = gzipSync(await response.body()).length;
    shown += size;
    if (html.includes(`src="${pathOf(response)}"`)) named += size;
  }
  await context.close();
  return { named, shown };
}

function pathOf(response: Response): string {
  return new URL(response.url()).pathname;
}
