import "server-only";
import { randomInt } from "node:crypto";
import type { Keyring } from "@/lib/console/secrets/keyring";

// Crockford's base32: nothing in it is mistaken for something else.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const half = 5;

export const recoveryCodeCount = 10;

/** Ten new codes of 50 bits, `ABCDE-12345`. */
export function makeRecoveryCodes(): string[] {
  const codes = new Set<string>();
  while (codes.size < recoveryCodeCount) codes.add(`${randomPart()}-${randomPart()}`);
  return [...codes];
}

/** What was typed as it is compared: six digits of an authenticator, the ten of a recovery code, or neither. */
export function parseCode(
  typed: string,
): { kind: "totp"; code: string } | { kind: "recovery"; code: string } | null {
  const code = typed.replace(/[\s-]/g, "").toUpperCase();
  if (/^\d{6}$/.test(code)) return { kind: "totp", code };
  const read = code.replaceAll("O", "0").replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(read) ? { kind: "recovery", code: read } : null;
}

/** What is kept of a recovery code: a keyed hash, which the database alone does not let anyone guess. */
export function hashRecoveryCode(keyring: Pick<Keyring, "mac">, operatorId: string, code: string): string {
  return keyring.mac(`recovery-code:${operatorId}:${code.replace("-", "")}`);
}

function randomPart(): string {
  return Array.from({ length: half }, () => alphabet[randomInt(alphabet.length)]).join("");
}
