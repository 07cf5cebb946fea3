import "server-only";
import { Secret, TOTP } from "otpauth";

const period = 30;
const issuer = "Parley";

/** A new shared secret of 160 bits, as RFC 4226 recommends, in base32. */
export function makeSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What authenticator apps read from a QR code. */
export function keyUri(secret: string, email: string): string {
  return authenticator(secret, email).toString();
}

/**
 * The time step that a code belongs to (RFC 6238: SHA-1, 6 digits, 30 s); null when it fits none. Clocks may be
 * one step apart.
 */
export function stepOf(secret: string, code: string, now = Date.now()): number | null {
  if (!/^[0-9]{6}$/.test(code)) return null;
  const delta = authenticator(secret).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / 1000 / period) + delta;
}

function authenticator(secret: string, label = ""): TOTP {
  return new TOTP({ issuer, label, secret, algorithm: "SHA1", digits: 6, period });
}
