import { expect, test } from "vitest";
import { createKeyring } from "./keyring";

const keyring = createKeyring("a secret of at least thirty-two characters");

test("what is sealed opens again, and differs every time", () => {
  const first = keyring.seal("master-key", "app:1");
  expect(first).not.toContain("master-key");
  expect(first).not.toBe(keyring.seal("master-key", "app:1"));
  expect(keyring.open(first, "app:1")).toBe("master-key");
});

test("another context, another secret or a changed byte does not open", () => {
  const sealed = keyring.seal("master-key", "app:1");
  expect(() => keyring.open(sealed, "app:2")).toThrow();
  expect(() => createKeyring("another secret of thirty-two characters").open(sealed, "app:1")).toThrow();
  const changed = sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA");
  expect(() => keyring.open(changed, "app:1")).toThrow();
  expect(() => keyring.open("plain", "app:1")).toThrow();
});

test("the session secret, the mac key and the seal key are different", () => {
  expect(keyring.sessionSecret).not.toBe(keyring.mac(""));
  expect(keyring.mac("a")).not.toBe(keyring.mac("b"));
});
