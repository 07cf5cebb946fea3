import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Database } from "@/lib/sqlite/driver";
import { openConsoleStore } from "./open-store";
import { StoreError } from "./store-error";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-store-"));
  file = join(folder, "console.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("a database of a newer version is refused, and left as it is", async () => {
  await (await openConsoleStore(file)).close();
  const sqlite = new Database(file);
  sqlite.exec("INSERT INTO kysely_migration VALUES ('9999-later', '2030-01-01')");
  sqlite.close();
  const opening = openConsoleStore(file);
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow("newer version of Parley");
});

it("a damaged database is named, and left as it is", async () => {
  const text = "no database, but long enough to be taken for one at the first look ".repeat(20);
  writeFileSync(file, text);
  const opening = openConsoleStore(file);
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow(`${file} cannot be used (SQLITE_NOTADB)`);
  expect(readFileSync(file, "utf8")).toBe(text);
});
