import type { BrowserContext, Locator, Page, Request } from "@playwright/test";
import { buildTextMessage } from "@/lib/protocol/message-builders";
import { test as base, expect, withHydration } from "./fixtures";
import { createConversation, type Sent, sendText } from "./support/im-data";
import { createChatters, type OpenChat } from "./support/sdk-clients";

const test = base.extend<{ openChat: OpenChat }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  openChat: async ({}, use) => {
    const chatters = createChatters();
    await use(chatters.open);
    await chatters.close();
  },
});

test.describe.configure({ timeout: 120_000 });

const feed = (page: Page): Locator => page.getByRole("feed", { name: "Messages" });
const members = (page: Page): Locator => page.getByRole("list", { name: "Members" });
const box = (page: Page): Locator => page.getByRole("textbox", { name: "Message", exact: true });
const freshness = (page: Page): Locator => page.getByText(/^Live · complete up to/);

async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  // It begins when the page is at rest, which takes its time on a busy machine.
  await expect(freshness(page)).toBeVisible({ timeout: 45_000 });
}

test("two operators and two clients: messages, edits, recalls and members show as they happen", async ({
  page: ada,
  pageAs,
  openChat,
  im,
  appPath,
  unique,
}, testInfo) => {
  const [tom, jerry, spike] = [`tom-${unique}`, `jerry-${unique}`, `spike-${unique}`];
  const id = await createConversation(im, "conversations", { name: `Live ${unique}`, m: [tom, jerry] });
  const mo = await pageAs("moderator");
  const path = `${appPath}/conversations/${id}`;
  await Promise.all([openLive(ada, path), openLive(mo, path)]);
  const toms = await openChat("leancloud-realtime-5", tom, id);
  const jerrys = await openChat("leancloud-realtime", jerry, id);

  await test.step("who is online", async () => {
    for (const page of [ada, mo]) {
      const row = members(page).getByRole("listitem").filter({ hasText: tom });
      await expect(row.getByRole("img", { name: "Online" })).toBeVisible();
    }
  });

  await test.step("a message in is seen by both within a second", async () => {
    await toms.say(`warm up ${unique}`);
    for (const page of [ada, mo]) await expect(feed(page).getByText(`warm up ${unique}`)).toBeVisible();
    // One of some: the machine may do other things while one of them is on its way.
    let tries = 0;
    await expect(async () => {
      tries += 1;
      await toms.say(`wake up ${tries} ${unique}`);
      const begun = Date.now();
      await Promise.all(
        [ada, mo].map((page) =>
          expect(feed(page).getByText(`wake up ${tries} ${unique}`)).toBeVisible({ timeout: 1_000 }),
        ),
      );
      testInfo.annotations.push({ type: "event → both browsers", description: `${Date.now() - begun} ms` });
    }).toPass({ timeout: 30_000 });
  });

  await test.step("a reply out is received by the clients", async () => {
    await ada.getByRole("combobox", { name: "Send as" }).fill("support");
    await box(ada).fill(`how can I help ${unique}`);
    await expect(mo.getByText("Admin is answering…")).toBeVisible();
    await box(ada).press("Control+Enter");
    for (const { heard } of [toms, jerrys]) {
      await expect
        .poll(() => heard.filter((text) => text.includes(`how can I help ${unique}`)))
        .toHaveLength(1);
    }
    await expect(feed(mo).getByText(`how can I help ${unique}`)).toBeVisible();
    await expect(mo.getByText("Admin has this open too")).toBeVisible();
  });

  await test.step("edits and recalls in place", async () => {
    const message = await jerrys.say(`first words ${unique}`);
    for (const page of [ada, mo]) await expect(feed(page).getByText(`first words ${unique}`)).toBeVisible();
    await jerrys.edit(message, `second words ${unique}`);
    for (const page of [ada, mo]) {
      const row = feed(page)
        .getByRole("article")
        .filter({ hasText: `second words ${unique}` });
      await expect(row).toContainText(`(edited by ${jerry})`);
      await expect(feed(page).getByText(`first words ${unique}`)).toHaveCount(0);
    }
    await jerrys.recall(message);
    for (const page of [ada, mo]) {
      await expect(feed(page).getByText(`Recalled by ${jerry}`)).toBeVisible();
      await expect(feed(page).getByText(`second words ${unique}`)).toHaveCount(0);
    }
  });

  await test.step("members in place", async () => {
    await toms.conversation.add([spike]);
    for (const page of [ada, mo]) await expect(members(page).getByText(spike)).toBeVisible();
    await toms.conversation.remove([spike]);
    for (const page of [ada, mo]) await expect(members(page).getByText(spike)).toHaveCount(0);
  });

  await test.step("what came while a reply was being written", async () => {
    await box(mo).fill("I think");
    await expect(ada.getByText("Mo is answering…")).toBeVisible();
    await jerrys.say(`never mind ${unique}`);
    await jerrys.say(`found it ${unique}`);
    const warning = mo.getByRole("status").filter({ hasText: "wrote 2 messages since you began" });
    await expect(warning).toContainText(jerry);
    await expect(box(mo)).toBeFocused();
    await warning.getByRole("button", { name: "Show" }).click();
    await expect(warning).toHaveCount(0);
    await expect(feed(mo).getByText(`found it ${unique}`)).toBeInViewport();
    await box(mo).fill("");
    await expect(ada.getByText("Mo is answering…")).toHaveCount(0);
  });
});

test("a network that is gone for ten seconds while 50 messages arrive leaves no gap", async ({
  page,
  context,
  openChat,
  im,
  appPath,
  unique,
}) => {
  const tom = `tom-${unique}`;
  const id = await createConversation(im, "conversations", { name: `Cut ${unique}`, m: [tom] });
  await openLive(page, `${appPath}/conversations/${id}`);
  const toms = await openChat("leancloud-realtime-5", tom, id);
  await toms.say(`${unique} before`);
  await expect(feed(page).getByText(`${unique} before`)).toBeVisible();

  await context.setOffline(true);
  const cutAt = Date.now();
  for (let n = 0; n < 50; n += 1) await toms.say(`${unique} line ${n}.`);
  await expect(page.getByText(/^Behind since/)).toBeVisible();
  await expect(async () => expect(Date.now() - cutAt).toBeGreaterThan(10_000)).toPass();
  await expect(feed(page).getByRole("article")).toHaveCount(1);
  await context.setOffline(false);
  const backAt = new Date();

  const expected = [`${unique} before`, ...Array.from({ length: 50 }, (_, n) => `${unique} line ${n}.`)];
  await expect(feed(page).getByText(`${unique} line 49.`)).toBeVisible();
  await expect(freshness(page)).toBeVisible();
  await expect
    .poll(async () => {
      const time = await freshness(page).getByRole("time").getAttribute("datetime");
      return new Date(time ?? 0).getTime();
    })
    .toBeGreaterThan(backAt.getTime());
  await toms.say(`${unique} after`);
  await expect(feed(page).getByText(`${unique} after`)).toBeVisible();
  expect(await readWhole(page, unique)).toEqual([...expected, `${unique} after`]);
});

/** Every message of the history from the top to the newest end, as one meets them scrolling. */
async function readWhole(page: Page, prefix: string): Promise<string[]> {
  const list = feed(page);
  const byPlace = new Map<number, string>();
  await list.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(list.locator("article[aria-posinset='1']")).toBeInViewport();
  for (;;) {
    // What is drawn follows the scrolling.
    await expect.poll(() => list.evaluate(isDrawn)).toBe(true);
    for (const [place, line] of await list.getByRole("article").evaluateAll(readRows, prefix)) {
      if (line) byPlace.set(place, line);
    }
    const isEnd = await list.evaluate((element) => {
      const before = element.scrollTop;
      element.scrollBy({ top: element.clientHeight });
      return element.scrollTop === before;
    });
    if (isEnd) break;
  }
  return [...byPlace].sort(([a], [b]) => a - b).map(([, line]) => line);
}

/** The place of each row that is drawn, and what it says from `prefix` on. */
function readRows(rows: Element[], prefix: string): [number, string | undefined][] {
  return rows.map((row) => [
    Number(row.ariaPosInSet),
    new RegExp(`${prefix} (before|after|line \\d+\\.)`).exec(row.textContent ?? "")?.[0],
  ]);
}

/** Whether rows cover the visible part of the history, down to its last row. */
function isDrawn(list: Element): boolean {
  const { top, bottom } = list.getBoundingClientRect();
  const rows = [...list.querySelectorAll("article")].map((row) => row.getBoundingClientRect());
  const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
  const isAtTop = list.scrollTop < 60;
  return rows.some((row) => row.top <= top || isAtTop) && rows.some((row) => row.bottom >= bottom || isAtEnd);
}

/** Where an element lies once the scrolling has come to rest. */
async function placeAtRest(element: Locator) {
  let place = await element.boundingBox();
  await expect(async () => {
    const before = place;
    place = await element.boundingBox();
    expect(place).toEqual(before);
  }).toPass({ intervals: [250] });
  return place;
}

test("who reads further up is not moved, and is told how many came", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", { name: `Up ${unique}`, m: ["alice"] });
  const old: Sent[] = [];
  for (let n = 0; n < 60; n += 1) old.push(await sendText(im, id, "alice", `${unique} old ${n}.`));
  await openLive(page, `${appPath}/conversations/${id}`);
  await expect(feed(page).getByText(`${unique} old 59.`)).toBeInViewport();
  await feed(page).hover();
  await page.mouse.wheel(0, -500);
  const row = feed(page).getByText(`${unique} old 30.`);
  await expect(row).toBeInViewport();
  const place = await placeAtRest(row);
  // Edits out of sight, then what is told after them.
  for (const { id: messageId, timestamp } of [old[3], old[12]].flatMap((sent) => sent ?? [])) {
    await im.request("PUT", `/1.2/rtm/conversations/${id}/messages/${messageId}`, {
      from_client: "alice",
      timestamp,
      message: buildTextMessage(Array(6).fill(`${unique} longer`).join("\n")),
    });
  }
  for (let n = 0; n < 3; n += 1) await sendText(im, id, "bob", `${unique} new ${n}.`);
  const pill = page.getByRole("button", { name: "3 new messages" });
  await expect(pill).toBeVisible();
  expect(await row.boundingBox()).toEqual(place);
  await pill.click();
  await expect(feed(page).getByText(`${unique} new 2.`)).toBeInViewport();
  await expect(pill).toHaveCount(0);
});

test("the list of conversations follows, and keeps still under a person's hand", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const names = ["one", "two", "three"].map((name) => `${name} ${unique}`);
  const ids: string[] = [];
  for (const name of names) {
    const id = await createConversation(im, "conversations", { name, m: ["alice"] });
    await sendText(im, id, "alice", `hello from ${name}`);
    ids.push(id);
  }
  await openLive(page, `${appPath}/conversations?q=${unique}`);
  const rows = page.getByRole("row").filter({ hasText: unique });
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText("three");

  await sendText(im, ids[0] ?? "", "alice", `news ${unique}`);
  await expect(rows.first()).toContainText(`news ${unique}`);
  await expect(rows.first()).toContainText("one");

  await rows.first().getByRole("checkbox").check();
  await sendText(im, ids[1] ?? "", "alice", `held ${unique}`);
  const notice = page.getByRole("status").filter({ hasText: "The order has changed" });
  await expect(notice).toBeVisible();
  await expect(rows.first()).toContainText("one");
  await expect(rows.filter({ hasText: "two" })).toContainText(`held ${unique}`);
  await notice.getByRole("button", { name: "Refresh" }).click();
  await expect(rows.first()).toContainText("two");
  await expect(notice).toHaveCount(0);

  await page.keyboard.press("Escape");
  await createConversation(im, "conversations", { name: `four ${unique}`, m: ["alice"] });
  await expect(rows).toHaveCount(4);
});

/** How many streams the tabs of a browser hold. */
function countStreams(context: BrowserContext): () => number {
  const open = new Set<Request>();
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/live") open.add(request);
  });
  context.on("requestfinished", (request) => open.delete(request));
  context.on("requestfailed", (request) => open.delete(request));
  // What a closed page held open is not told to have ended.
  return () => [...open].filter((request) => !request.frame().page().isClosed()).length;
}

test("the tabs of one browser share one connection, and another takes over", async ({
  page,
  context,
  im,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", { name: `Tabs ${unique}`, m: ["alice"] });
  const path = `${appPath}/conversations/${id}`;
  const streams = countStreams(context);
  await openLive(page, path);
  const second = withHydration(await context.newPage());
  const third = withHydration(await context.newPage());
  await openLive(second, path);
  await openLive(third, path);
  await expect.poll(streams).toBe(1);
  await sendText(im, id, "alice", `to all tabs ${unique}`);
  for (const tab of [page, second, third])
    await expect(feed(tab).getByText(`to all tabs ${unique}`)).toBeVisible();
  await expect.poll(streams).toBe(1);

  // The first tab held the connection: what is sent around its end is missed by none of the others.
  const closing = page.close();
  await sendText(im, id, "alice", `while closing ${unique}`);
  await closing;
  await sendText(im, id, "alice", `after closing ${unique}`);
  for (const tab of [second, third]) {
    await expect(feed(tab).getByText(`while closing ${unique}`)).toHaveCount(1);
    await expect(feed(tab).getByText(`after closing ${unique}`)).toHaveCount(1);
    await expect(freshness(tab)).toBeVisible();
  }
  await expect.poll(streams).toBe(1);
});
