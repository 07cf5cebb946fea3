import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { auditedActions, isChainIntact } from "./support/audit";
import { createConversation, readHistory, sendText } from "./support/im-data";

const feed = (page: Page): Locator => page.getByRole("feed", { name: "Messages" });
const composer = (page: Page): Locator => page.getByRole("region", { name: "Write a message" });

async function act(page: Page, text: string, action: RegExp): Promise<void> {
  const row = feed(page).getByRole("article").filter({ hasText: text });
  await row.hover();
  await row.getByRole("button", { name: "Message actions" }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

const kinds: { kind: string; type: number; fields: Record<string, string>; shown: string }[] = [
  { kind: "Text", type: -1, fields: { Message: "plain words" }, shown: "plain words" },
  {
    kind: "Image",
    type: -2,
    fields: { Address: "https://cdn.example.com/cat.png", Width: "1024", Height: "768", Size: "18000" },
    shown: "cdn.example.com",
  },
  {
    kind: "Audio",
    type: -3,
    fields: { Address: "https://cdn.example.com/purr.mp3", Duration: "7" },
    shown: "cdn.example.com",
  },
  {
    kind: "Video",
    type: -4,
    fields: { Address: "https://cdn.example.com/jump.mp4", Duration: "12" },
    shown: "cdn.example.com",
  },
  { kind: "Location", type: -5, fields: { Latitude: "31.2304", Longitude: "121.4737" }, shown: "31.2304" },
  {
    kind: "File",
    type: -6,
    fields: { Address: "https://cdn.example.com/map.pdf", Name: "map.pdf" },
    shown: "map.pdf",
  },
  {
    kind: "Custom JSON",
    type: 3,
    fields: { "Body as JSON": '{"_lctype": 3, "_lctext": "an order", "order": {"id": 7}}' },
    shown: "an order",
  },
];

test("each kind of message is written, sent and kept as LeanCloud has it", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  test.setTimeout(120_000);
  const id = await createConversation(im, "conversations", { name: `Kinds ${unique}`, m: ["alice", "bob"] });
  await page.goto(`${appPath}/conversations/${id}`);
  await page.getByRole("combobox", { name: "Send as" }).fill("alice");
  for (const [index, { kind, fields, shown }] of kinds.entries()) {
    await test.step(kind, async () => {
      await composer(page).getByRole("combobox", { name: "Kind of message" }).selectOption(kind);
      for (const [label, value] of Object.entries(fields)) {
        await composer(page)
          .getByLabel(new RegExp(`^${label}`))
          .first()
          .fill(value);
      }
      await composer(page).getByRole("button", { name: "Send", exact: true }).click();
      await expect(feed(page).getByRole("article").nth(index)).toContainText(shown);
    });
  }
  await expect
    .poll(async () => {
      const rows = await readHistory(im, id);
      return rows.map((row) => JSON.parse(row.data)._lctype).reverse();
    })
    .toEqual(kinds.map((item) => item.type));
  expect((await readHistory(im, id)).every((row) => row.from === "alice")).toBe(true);
});

test("a message is edited, its versions are shown, it is recalled and deleted, and all of that is audited", async ({
  page,
  im,
  api,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", { name: `Change ${unique}`, m: ["alice", "bob"] });
  const removed = await sendText(im, id, "bob", `stays ${unique}`);
  const changed = await sendText(im, id, "alice", `first words ${unique}`);
  await page.goto(`${appPath}/conversations/${id}`);

  await test.step("edit", async () => {
    await act(page, `first words ${unique}`, /^Edit/);
    const dialog = page.getByRole("dialog", { name: "Edit message of alice" });
    await dialog.getByRole("textbox", { name: "Message" }).fill(`second words ${unique}`);
    await dialog.getByRole("button", { name: "Save edit" }).click();
    await expect(feed(page).getByText(`second words ${unique}`)).toBeVisible();
    await expect(feed(page).getByText(/\(edited by .+ in this console\)/)).toBeVisible();
  });

  await test.step("versions", async () => {
    await feed(page).getByRole("button", { name: "see versions" }).click();
    const dialog = page.getByRole("dialog", { name: "Versions of this message" });
    await expect(dialog.getByText(`first words ${unique}`)).toBeVisible();
    await expect(dialog.getByText(`second words ${unique}`)).toBeVisible();
    await expect(dialog.getByText(/then edited by .+ in this console/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  });

  await test.step("recall", async () => {
    await act(page, `second words ${unique}`, /^Recall/);
    await page.getByRole("button", { name: "Recall for 2 members" }).click();
    await expect(feed(page).getByText(/Recalled by .+ in this console/)).toBeVisible();
    await expect(feed(page).getByText(`second words ${unique}`)).toHaveCount(0);
    await expect
      .poll(async () => JSON.parse((await readHistory(im, id))[0]?.data ?? "{}")._lctype)
      .toBe(-127);
  });

  await test.step("delete", async () => {
    await act(page, `stays ${unique}`, /^Delete/);
    await page.getByRole("button", { name: "Delete message" }).click();
    await expect(feed(page).getByText(`stays ${unique}`)).toHaveCount(0);
    await expect.poll(async () => (await readHistory(im, id)).length).toBe(1);
  });

  await test.step("audit", async () => {
    expect(await auditedActions(api, id)).toContain("conversation.read");
    expect(await auditedActions(api, changed.id)).toEqual([
      "message.edit",
      "message.versions",
      "message.recall",
    ]);
    // The stream may tell of the deletion before the audit has its end.
    await expect.poll(() => auditedActions(api, removed.id)).toEqual(["message.delete"]);
    expect(await isChainIntact(api)).toBe(true);
    await feed(page).getByRole("button", { name: "see versions" }).click();
    await page.getByRole("link", { name: "What operators did with this message" }).click();
    await expect(page).toHaveURL(new RegExp(`/audit\\?.*target=${changed.id}`));
    await expect(page.getByText("Recall a message")).toBeVisible();
    await expect(page.getByText(/Chain intact up to row \d+/)).toBeVisible();
  });
});

test("a draft survives a reload and belongs to its conversation", async ({ page, im, appPath, unique }) => {
  const first = await createConversation(im, "conversations", { name: `Draft ${unique}`, m: ["alice"] });
  const second = await createConversation(im, "conversations", { name: `Blank ${unique}`, m: ["alice"] });
  await page.goto(`${appPath}/conversations/${first}`);
  const box = composer(page).getByRole("textbox", { name: "Message", exact: true });
  await box.fill(`half a thought ${unique}`);
  await expect(composer(page).getByText("Draft kept")).toBeVisible();
  await page.reload();
  await expect(box).toHaveValue(`half a thought ${unique}`);
  await page.goto(`${appPath}/conversations/${second}`);
  await expect(box).toHaveValue("");
});

test("a message over 5,120 bytes is not sent, and the composer says by how much", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", { name: `Long ${unique}`, m: ["alice"] });
  await page.goto(`${appPath}/conversations/${id}`);
  const sender = page.getByRole("combobox", { name: "Send as" });
  const box = composer(page).getByRole("textbox", { name: "Message", exact: true });
  await box.fill("hello");
  await box.press("Control+Enter");
  await expect(sender, "what is missing has the focus").toBeFocused();
  await sender.fill("alice");
  await box.fill("好".repeat(1_800));
  await expect(composer(page).getByText(/bytes too long/)).toBeVisible();
  await composer(page).getByRole("button", { name: "Send", exact: true }).click();
  expect(await readHistory(im, id)).toEqual([]);
  await box.fill("好".repeat(1_600));
  await composer(page).getByRole("button", { name: "Send", exact: true }).click();
  await expect.poll(async () => (await readHistory(im, id)).length).toBe(1);
});

test("a permalink opens the history at its message", async ({ page, im, appPath, unique }) => {
  const id = await createConversation(im, "chatrooms", { name: `Place ${unique}` });
  const start = Date.now() - 400_000;
  const sent = await im.importMessages(
    id,
    Array.from({ length: 400 }, (_, index) => ({
      from_client: `guest-${index % 7}`,
      message: JSON.stringify({ _lctype: -1, _lctext: `line ${index} of ${unique}` }),
      timestamp: start + index * 1_000,
    })),
  );
  const place = sent[120];
  await page.goto(`${appPath}/conversations/${id}?at=${place?.timestamp}.${place?.["msg-id"]}`);
  await expect(feed(page).getByText(`line 120 of ${unique}`)).toBeInViewport();
  await expect(feed(page).getByText(`line 399 of ${unique}`)).toHaveCount(0);
  await page.getByRole("button", { name: /To the newest|new messages/ }).click();
  await expect(feed(page).getByText(`line 399 of ${unique}`)).toBeInViewport();
});
