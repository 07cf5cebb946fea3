import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLookups } from "./lookups";
import { type ConsoleStore, openConsoleStore } from "./open-store";

let folder: string;
let store: ConsoleStore;
let open: ReturnType<typeof openLookups>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-lookups-"));
  store = await openConsoleStore(join(folder, "console.sqlite"));
  open = openLookups(store.file);
  await store.db
    .insertInto("operators")
    .values({
      id: "tom",
      email: "tom@example.com",
      name: "Tom",
      password_hash: null,
      status: "active",
      must_change_password: 0,
      locale: null,
      time_zone: null,
      theme: "system",
      density: "comfortable",
      last_seen_at: null,
      created_at: 1,
    })
    .execute();
});

afterEach(async () => {
  open.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const grant = (role: "agent" | "admin") => ({ operator_id: "tom", app_id: "*", role });

test("what was committed is seen at once", async () => {
  await store.db.insertInto("grants").values(grant("agent")).execute();
  expect(open.lookups.grants("tom")).toEqual([grant("agent")]);
  await store.db.updateTable("operators").set({ status: "disabled" }).where("id", "=", "tom").execute();
  expect(open.lookups.operator("tom")?.status).toBe("disabled");
  await store.db.deleteFrom("grants").execute();
  expect(open.lookups.grants("tom")).toEqual([]);
});

test("what a transaction has not committed gives no rights", async () => {
  const undone = store.db.transaction().execute(async (trx) => {
    await trx.insertInto("grants").values(grant("admin")).execute();
    expect(open.lookups.grants("tom")).toEqual([]);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(open.lookups.grants("tom")).toEqual([]);
});

test("what is not there is not found", () => {
  expect(open.lookups.session("none")).toBeUndefined();
  expect(open.lookups.operator("none")).toBeUndefined();
  expect(open.lookups.app("none")).toBeUndefined();
});
