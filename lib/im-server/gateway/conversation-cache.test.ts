import { afterAll, beforeAll, expect, it } from "vitest";
import { createContext, type ImContext } from "../services/context";
import { openPeerConversation, peerConversationId } from "../services/conversations/open-peer-conversation";
import { addMembers } from "../services/members/add-members";
import { testKeys } from "../testing/start-test-server";
import { openTestStore, type TestStore } from "../testing/store-builders";
import { createConversationCache } from "./conversation-cache";
import { Hub } from "./hub";

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.dispose());

/** A cache whose store reads at once (`hasRead`), but holds its answers back until `answer` is called. */
function slowCache() {
  const { store } = opened;
  let answer = (): void => {};
  let tellRead = (): void => {};
  const mayAnswer = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const hasRead = new Promise<void>((resolve) => {
    tellRead = resolve;
  });
  const slow = {
    ...store,
    async getConversation(id: string) {
      const row = await store.getConversation(id);
      tellRead();
      await mayAnswer;
      return row;
    },
  };
  const context: ImContext = createContext({
    keys: testKeys,
    store,
    presence: new Hub().presence,
    quotas: null,
  });
  return { context, cache: createConversationCache(slow, context.events), hasRead, answer };
}

it("finds a conversation that was made while somebody looked for it", async () => {
  const { context, cache, hasRead, answer } = slowCache();
  const before = cache.get(peerConversationId("Tom", "Jerry"));
  await hasRead;
  const id = await openPeerConversation(context, "Tom", "Jerry");
  const after = cache.get(id);
  answer();
  expect(await before).toBeNull();
  expect((await after)?.members).toEqual(new Set(["Tom", "Jerry"]));
  expect(cache.peek(id)).toBeDefined();
});

it("keeps nothing that was overtaken by a change", async () => {
  const { context, cache, hasRead, answer } = slowCache();
  const id = await openPeerConversation(context, "Tom", "Spike");
  const before = cache.get(id);
  await hasRead;
  await addMembers(context, id, ["Butch"]);
  answer();
  expect((await before)?.members).toEqual(new Set(["Tom", "Spike"]));
  expect(cache.peek(id)).toBeUndefined();
  expect((await cache.get(id))?.members).toEqual(new Set(["Tom", "Spike", "Butch"]));
});
