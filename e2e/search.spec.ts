import { expect, test } from "./fixtures";
import { createConversation, sendText } from "./support/im-data";

test("search finds words in both scripts, narrows by operators and leads to the place", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const word = `zebra${unique}`;
  const id = await createConversation(im, "conversations", { name: `Search ${unique}`, m: ["alice", "bob"] });
  const other = await createConversation(im, "conversations", { name: `Other ${unique}`, m: ["alice"] });
  await sendText(im, id, "alice", `The ${word} crossed the river`);
  await sendText(im, id, "bob", `今天杭州西湖边有一只斑马 ${unique}`);
  await sendText(im, other, "bob", `another ${word} here`);

  await page.goto(`${appPath}/messages`);
  await page.getByRole("link", { name: "Search", exact: true }).click();
  const box = page.getByRole("searchbox");
  const hits = page.getByRole("main");
  await box.fill(word);
  await box.press("Enter");
  await expect(hits.getByText("crossed the river")).toBeVisible();
  await expect(hits.getByText(`another ${word} here`)).toBeVisible();

  await box.fill(`${word} from:alice in:${id}`);
  await box.press("Enter");
  await expect(hits.getByText(`another ${word} here`)).toHaveCount(0);
  await expect(hits.getByText("crossed the river")).toBeVisible();

  await box.fill(`西湖 ${unique}`);
  await box.press("Enter");
  await expect(hits.getByText("今天杭州", { exact: false }).first()).toBeVisible();
  await hits
    .getByRole("link", { name: new RegExp(`Search ${unique}`) })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`/conversations/${id}`));
});

test("the whole app's messages show what was sent last, and narrow to a sender", async ({
  page,
  im,
  appPath,
  unique,
}) => {
  const id = await createConversation(im, "conversations", { name: `Feed ${unique}`, m: ["alice"] });
  await sendText(im, id, `feeder-${unique}`, `fresh ${unique}`);
  await page.goto(`${appPath}/messages?from=${encodeURIComponent(`feeder-${unique}`)}`);
  await expect(page.getByText(`fresh ${unique}`)).toBeVisible();
});
