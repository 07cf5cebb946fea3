import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import { isJsonObject } from "@/lib/protocol/json-value";
import { parseRequestSign, requestSignText } from "@/lib/protocol/signatures";
import type { AppKeys } from "../services/context";
import { ImError } from "../services/errors";

/** What a request may do: everything with the master key, little with the app key. */
export type Access = { isMaster: boolean };

/**
 * How old, or how far ahead, a request signed by the master key may be. The app key is in every copy of
 * the app: the age of its signatures proves nothing, and the clocks of phones are often wrong.
 */
const SIGN_FRESHNESS = 10 * 60_000;

type Credentials = { appId?: string; key?: string; masterKey?: string; sign?: string };

/**
 * Who sends the request, by `X-LC-Id` with `X-LC-Key` (`key` or `key,master`) or `X-LC-Sign`
 * (`md5,timestamp[,master]`), by the older `X-AVOSCloud-*` headers, or by `_ApplicationId` and its
 * kin in the body of a text/plain request.
 * @throws ImError 401
 */
export function authenticate(
  keys: AppKeys,
  headers: IncomingHttpHeaders,
  body: unknown,
  now: number,
): Access {
  const credentials = fromHeaders(headers) ?? fromBody(body);
  if (credentials === null || !isSame(credentials.appId, keys.appId)) throw unauthorized();
  if (credentials.masterKey !== undefined) {
    if (isSame(credentials.masterKey, keys.masterKey)) return { isMaster: true };
    throw unauthorized();
  }
  if (credentials.key !== undefined) return byKey(keys, credentials.key);
  if (credentials.sign !== undefined) return bySign(keys, credentials.sign, now);
  throw unauthorized();
}

function byKey(keys: AppKeys, key: string): Access {
  const [value, role, ...rest] = key.split(",");
  const isMaster = role?.trim() === "master";
  if (rest.length > 0 || (role !== undefined && !isMaster)) throw unauthorized();
  if (!isSame(value?.trim(), isMaster ? keys.masterKey : keys.appKey)) throw unauthorized();
  return { isMaster };
}

function bySign(keys: AppKeys, header: string, now: number): Access {
  const parsed = parseRequestSign(header);
  if (parsed === null) throw unauthorized();
  if (parsed.master && Math.abs(now - parsed.timestamp) > SIGN_FRESHNESS) throw unauthorized();
  const written = header.split(",")[1]?.trim() ?? "";
  const key = parsed.master ? keys.masterKey : keys.appKey;
  const expected = createHash("md5")
    .update(requestSignText(Number(written), key))
    .digest("hex");
  if (!isSame(parsed.sign, expected)) throw unauthorized();
  return { isMaster: parsed.master };
}

function fromHeaders(headers: IncomingHttpHeaders): Credentials | null {
  const appId = header(headers, "x-lc-id") ?? header(headers, "x-avoscloud-application-id");
  if (appId === undefined) return null;
  return {
    appId,
    key: header(headers, "x-lc-key") ?? header(headers, "x-avoscloud-application-key"),
    masterKey: header(headers, "x-avoscloud-master-key"),
    sign: header(headers, "x-lc-sign") ?? header(headers, "x-avoscloud-request-sign"),
  };
}

function fromBody(body: unknown): Credentials | null {
  if (!isJsonObject(body)) return null;
  const field = (name: string) => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    return typeof value === "string" ? value : undefined;
  };
  const appId = field("_ApplicationId");
  if (appId === undefined) return null;
  return { appId, key: field("_ApplicationKey"), masterKey: field("_MasterKey") };
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Compares in a time that tells nothing about where the texts differ. */
function isSame(given: string | undefined, expected: string): boolean {
  if (given === undefined) return false;
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function unauthorized(): ImError {
  return new ImError(restErrorCodes.unauthorized, "Unauthorized.");
}
