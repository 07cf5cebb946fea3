import { expect, test } from "vitest";
import { readEnv } from "@/lib/config/env";
import { KeysUnreadableError } from "../refused-error";
import { createKeyring } from "../secrets/keyring";
import type { AppRow } from "../store/tables";
import { openApp } from "./open-app";

const env = readEnv({
  PARLEY_SECRET: "a test secret of at least thirty-two characters",
  PARLEY_EMBEDDED: "0",
});
const keyring = createKeyring(env.secret);

function appRow(masterKey: string): AppRow {
  return {
    id: "shop",
    kind: "hosted",
    name: "Shop",
    server_url: "https://shop.example.com",
    leancloud_app_id: "shop-app",
    app_key_sealed: sealed.appKey,
    master_key_sealed: keyring.seal(masterKey, "master-key:shop"),
    environment: "production",
    color: "blue",
    trusted_media_hosts: "[]",
    sender_ids: "[]",
    capabilities: "[]",
    capabilities_at: 0,
    broadcast_daily_limit: null,
    is_managed: 0,
    is_active: 1,
    created_at: 1,
  };
}
const sealed = { appKey: keyring.seal("app-key", "app-key:shop") };

test("keys are opened once, and again when the row has others or lies elsewhere", () => {
  const row = appRow("one");
  const first = openApp({ env, keyring }, row);
  expect(openApp({ env, keyring }, { ...row, name: "Renamed" })).toBe(first);
  expect(openApp({ env, keyring }, { ...row, server_url: "https://other.example.com" })).not.toBe(first);
  expect(openApp({ env, keyring }, appRow("two"))).not.toBe(first);
});

test("keys of another secret stay closed although they were opened before", () => {
  const row = appRow("one");
  openApp({ env, keyring }, row);
  const other = createKeyring("another secret of at least thirty-two characters");
  expect(() => openApp({ env, keyring: other }, row)).toThrow(KeysUnreadableError);
});
