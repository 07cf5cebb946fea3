import { existsSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { importRoom } from "@/lib/cli/import-chat-log";
import { parseChatLog } from "@/lib/cli/parse-chat-log";
import { expect, test } from "./fixtures";

const path = "../shared/data/ubuntu-irc-2008-04-27.txt";
const firstDay = Date.UTC(2008, 3, 27);

test("a real day of chat is imported and read back from the newest to the first message, in order", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  test.skip(!existsSync(path), `the public chat log is not here (${path})`);
  test.setTimeout(240_000);
  const log = parseChatLog(readFileSync(path, "utf8"), firstDay);
  expect(log.lines.length).toBeGreaterThan(1_900);
  const id = await importRoom(im, `#ubuntu ${unique}`, log);

  await page.goto(`${appPath}/conversations/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: `#ubuntu ${unique}` })).toBeVisible();
  const newest = page.getByRole("feed", { name: "Messages" }).getByText(log.lines.at(-1)?.text ?? "");
  await expect(newest.last()).toBeInViewport();
  const seen = await readToTheBeginning(page);
  expect(seen).toEqual(log.lines.map((line) => line.text));

  await test.step("a given line is found by search and leads to its place", async () => {
    const wanted = log.lines.find((line) => line.text.includes("now try running update-initramfs"));
    await page.goto(`${appPath}/messages`);
    await page.getByRole("link", { name: "Search", exact: true }).click();
    const box = page.getByRole("searchbox");
    await box.fill(`"now try running update-initramfs" in:${id}`);
    await box.press("Enter");
    const hit = page.getByRole("main").getByText(wanted?.text ?? "no such line");
    await expect(hit).toHaveCount(1);
    await page
      .getByRole("main")
      .getByRole("link", { name: new RegExp(`#ubuntu ${unique}`) })
      .first()
      .click();
    await expect(page.getByRole("feed", { name: "Messages" }).getByText(wanted?.text ?? "")).toBeInViewport();
  });
});

/**
 * Scrolls the virtual list up until the beginning is said, collecting every message as it is drawn.
 * Answers the texts from the first to the newest, in the order in which they stand on the page.
 */
async function readToTheBeginning(page: Page): Promise<string[]> {
  const feed = page.getByRole("feed", { name: "Messages" });
  await expect(feed.getByRole("article").first()).toBeVisible();
  const beginning = feed.getByText("Beginning of the conversation");
  const keys = new Set<string>();
  let texts: string[] = [];
  for (;;) {
    const drawn = await feed.evaluate((element) =>
      [...element.querySelectorAll<HTMLElement>("article[data-row]")].map((row) => ({
        key: row.dataset.row ?? "",
        text: row.querySelector('div[dir="auto"]')?.textContent ?? "",
      })),
    );
    const fresh = drawn.filter((row) => !keys.has(row.key));
    for (const row of fresh) keys.add(row.key);
    texts = [...fresh.map((row) => row.text), ...texts];
    const isAtTop = await feed.evaluate((element) => element.scrollTop <= 0);
    if (isAtTop && fresh.length === 0 && (await beginning.count()) > 0) return texts;
    await feed.evaluate((element) => {
      element.scrollTop -= element.clientHeight * 0.7;
      // Two frames: one that draws what came into view, one that measures it.
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    });
  }
}
