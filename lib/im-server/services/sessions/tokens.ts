import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** How long a session token holds, in milliseconds: two days. */
export const TOKEN_TTL = 172_800_000;

/** What a token says of a login; JavaScript tells tag and device only at the first one. */
export type TokenClaims = { clientId: string; tag: string | null; deviceId: string | null; issuedAt: number };

/** Signs and reads session tokens: any node with the same master key accepts them, also after a restart. */
export type Tokens = {
  issue(claims: TokenClaims): string;
  /** What the token says, or null when it is not this client's, not ours, or has run out. */
  read(token: string, clientId: string, now: number): TokenClaims | null;
};

const bodySchema = z.tuple([z.string(), z.string().nullable(), z.string().nullable(), z.number()]);

/** Tokens signed with a key derived from the app's master key. */
export function createTokens(keys: { appId: string; masterKey: string }): Tokens {
  const key = createHmac("sha256", keys.masterKey).update(`session-token:${keys.appId}`).digest();
  const sign = (body: string): Buffer => createHmac("sha256", key).update(body).digest();
  return {
    issue({ clientId, tag, deviceId, issuedAt }) {
      const body = Buffer.from(JSON.stringify([clientId, tag, deviceId, issuedAt])).toString("base64url");
      return `${body}.${sign(body).toString("base64url")}`;
    },
    read(token, clientId, now) {
      const [body, signature, ...rest] = token.split(".");
      if (body === undefined || signature === undefined || rest.length > 0) return null;
      const expected = sign(body);
      const given = Buffer.from(signature, "base64url");
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const [owner, tag, deviceId, issuedAt] = bodySchema.parse(
        JSON.parse(Buffer.from(body, "base64url").toString()),
      );
      if (owner !== clientId || now - issuedAt >= TOKEN_TTL) return null;
      return { clientId, tag, deviceId, issuedAt };
    },
  };
}
