import { gzipSync } from "node:zlib";
import type { Browser, Request } from "@playwright/test";
import type { Row } from "@/lib/im-server/testing/measure";
import { CliError } from "../cli-error";
import { findChromium } from "../find-chromium";
import type { Cookie } from "./console-session";

const target = "≤ 180";

/** A page and, asked in the browser, whether its main content is there. */
export type MeasuredPage = { path: string; isShown: () => boolean };

/**
 * The JavaScript, in kB gz, that a browser with an empty cache asks for until a page's main content is shown,
 * and the part of it that the HTML itself names, which counts whenever it comes.
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
  { path, isShown }: MeasuredPage,
): Promise<{ named: number; shown: number }> {
  const context = await browser.newContext({ baseURL: url, locale: "en-GB" });
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url })));
  const page = await context.newPage();
  await page.addInitScript(`(${noteWhenShown.toString()})(${isShown.toString()})`);
  const requests: Request[] = [];
  page.on("request", (request) => {
    if (pathOf(request).endsWith(".js")) requests.push(request);
  });
  const document = await page.goto(path, { waitUntil: "load" });
  const html = (await document?.text()) ?? "";
  await page.waitForFunction(isShown).catch((cause: unknown) => {
    throw new CliError("check_failed", `${path} never showed its content (${String(cause)}).`);
  });
  const shownAt = Number(await page.locator("html").getAttribute("data-shown-at"));
  let named = 0;
  let shown = 0;
  for (const request of requests) {
    const isNamed = html.includes(`src="${pathOf(request)}"`);
    const response = await request.response();
    if (!isNamed && request.timing().startTime > shownAt) continue;
    if (!response) throw new CliError("check_failed", `${request.url()} was not loaded.`);
    const size = gzipSync(await response.body()).length;
    shown += size;
    if (isNamed) named += size;
  }
  await context.close();
  return { named, shown };
}

function pathOf(request: Request): string {
  return new URL(request.url()).pathname;
}

/** In the browser: keeps the time at which the content last began to be there. */
function noteWhenShown(isShown: () => boolean): void {
  let wasShown = false;
  // A callback without a name: what gives names to functions is not there in the browser.
  new MutationObserver(() => {
    const isNow = isShown();
    if (isNow && !wasShown) {
      document.documentElement.dataset.shownAt = String(performance.timeOrigin + performance.now());
    }
    wasShown = isNow;
  }).observe(document, { subtree: true, childList: true, attributes: true });
}
