import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createContext } from "../services/context";
import { createConversation } from "../services/conversations/create-conversation";
import { openSqliteStore } from "../store/sqlite/open";
import { testKeys } from "../testing/start-test-server";
import { Hub } from "./hub";
import { sweepTemporary } from "./temporary-sweep";

it("deletes what has ended and nothing else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-sweep-"));
  const store = await openSqliteStore({ file: join(folder, "im.sqlite") });
  let now = Date.now();
  const context = createContext({
    keys: testKeys,
    store,
    presence: new Hub().presence,
    quotas: null,
    now: () => now,
  });
  const create = (kind: "temporary" | "normal", members: string[], ttl: number) =>
    createConversation(context, {
      kind,
      name: null,
      creator: "Tom",
      members,
      muted: [],
      unique: false,
      fields: { ttl },
      acl: null,
    });
  const short = await create("temporary", ["Tom", "a"], 60);
  const long = await create("temporary", ["Tom", "b"], 3600);
  const normal = await create("normal", ["Tom", "c"], 60);
  expect(short.row.objectId).toMatch(/^_tmp:/);
  now += 61_000;
  expect(await sweepTemporary(context)).toBe(1);
  expect(await store.getConversation(short.row.objectId)).toBeNull();
  expect(await store.getConversation(long.row.objectId)).not.toBeNull();
  expect(await store.getConversation(normal.row.objectId)).not.toBeNull();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});
