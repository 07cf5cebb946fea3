import "server-only";
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { ConsoleEnv } from "@/lib/config/env";
import type { Keyring } from "@/lib/console/secrets/keyring";
import { isSecure } from "./cookie";

/** Counted from the last sign-in. */
const keptMs = 180 * 86_400_000;
const shape = /^([\w-]{24})\.(\d{1,15})\.([0-9a-f]{64})$/;

/** The name of the cookie that says where an account was signed in to before. It opens nothing by itself. */
export function deviceCookieName(env: ConsoleEnv): string {
  return isSecure(env) ? "__Host-parley.device" : "parley.device";
}

/** What failures of this browser are counted under; null unless it has signed in to this very account. */
export function knownDevice(
  keyring: Pick<Keyring, "mac">,
  value: string | undefined,
  email: string,
  now = Date.now(),
): string | null {
  const [, id = "", at = "", mac = ""] = value?.match(shape) ?? [];
  if (id === "" || Number(at) + keptMs <= now || Number(at) > now) return null;
  const right = Buffer.from(macOf(keyring, id, at, email));
  return timingSafeEqual(right, Buffer.from(mac)) ? `device:${id}` : null;
}

/** The cookie that a browser gets when it signs in; one that is known stays the same browser. */
export function deviceCookie(
  { env, keyring }: { env: ConsoleEnv; keyring: Pick<Keyring, "mac"> },
  email: string,
  known: string | null,
  now = Date.now(),
): string {
  const id = known?.slice("device:".length) ?? randomBytes(18).toString("base64url");
  const value = `${id}.${now}.${macOf(keyring, id, String(now), email)}`;
  const attributes = ["Path=/", `Max-Age=${keptMs / 1000}`, "HttpOnly", "SameSite=Lax"];
  if (isSecure(env)) attributes.push("Secure");
  return [`${deviceCookieName(env)}=${value}`, ...attributes].join("; ");
}

function macOf(keyring: Pick<Keyring, "mac">, id: string, at: string, email: string): string {
  return keyring.mac(`device:${id}:${at}:${email.trim().toLowerCase()}`);
}
