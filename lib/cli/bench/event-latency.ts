import type { Page } from "@playwright/test";
import { median, type Row } from "@/lib/im-server/testing/measure";
import { connectRaw, type RawClient } from "@/lib/im-server/testing/raw-client";
import { CliError } from "../cli-error";
import { type Environment, imKeys } from "../environment";
import { findChromium } from "../find-chromium";
import { createImClient } from "../im-client";
import type { ConsoleSession } from "./console-session";

const warmUp = 5;
const messages = 50;
const sender = "bench-sender";

/** From a client's send to the moment its message stands in an operator's open conversation, in real Chromium. */
export async function measureEventLatency(environment: Environment, session: ConsoleSession): Promise<Row[]> {
  const url = environment.imUrl;
  if (url === null) throw new CliError("check_failed", "The bench needs the embedded IM server.");
  const keys = imKeys(environment.settings, environment.config);
  const im = createImClient(url, { appId: keys.PARLEY_IM_APP_ID, masterKey: keys.PARLEY_IM_MASTER_KEY });
  const id = await im.importConversation({ kind: "normal", members: [sender, "Tom"], createdAt: Date.now() });
  const client = await connectRaw({ url });
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
  try {
    await client.ask({
      cmd: "session",
      op: "open",
      appId: keys.PARLEY_IM_APP_ID,
      peerId: sender,
      sessionMessage: { configBitmap: 187 },
    });
    // Something must stand there before the page is read.
    await send(client, id, "first");
    const context = await browser.newContext({ baseURL: environment.consoleUrl, locale: "en-GB" });
    await context.addCookies(session.cookies.map((cookie) => ({ ...cookie, url: environment.consoleUrl })));
    const page = await context.newPage();
    await page.goto(`/apps/${session.appId}/conversations/${id}`);
    await page.getByRole("article").first().waitFor();
    await watchArticles(page);
    const times: number[] = [];
    for (let number = 0; number < warmUp + messages; number += 1) {
      const start = now();
      await send(client, id, `latency-${number}-`);
      const shown = await shownAt(page, number);
      if (number >= warmUp) times.push(shown - start);
    }
    const slowest = [...times].sort((left, right) => left - right).at(-1) ?? Number.NaN;
    return [
      { name: "client's send → shown in the browser", value: median(times), unit: "ms" },
      { name: "  the slowest of 50", value: slowest, unit: "ms", target: "≤ 1000" },
    ];
  } finally {
    client.close();
    await browser.close();
  }
}

function send(client: RawClient, cid: string, text: string): Promise<unknown> {
  const msg = JSON.stringify({ _lctype: -1, _lctext: text });
  return client.ask({ cmd: "direct", directMessage: { cid, msg } });
}

/** The machine's clock, finer than milliseconds; the browser has the same. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Has the page note when each numbered message comes into it. */
async function watchArticles(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    Reflect.set(globalThis, "seenAt", seen);
    new MutationObserver(() => {
      const at = performance.timeOrigin + performance.now();
      for (const article of document.querySelectorAll("article")) {
        const number = /latency-(\d+)-/.exec(article.textContent ?? "")?.[1];
        if (number !== undefined) seen[number] ??= at;
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

async function shownAt(page: Page, number: number): Promise<number> {
  const handle = await page.waitForFunction((key) => Reflect.get(globalThis, "seenAt")[key], String(number));
  return Number(await handle.jsonValue());
}
