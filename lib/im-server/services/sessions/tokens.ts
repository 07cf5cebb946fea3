import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { SessionKey } from "../../store/trace-interface";

/** What a token says of a login; JavaScript tells tag and device only at the first one. */
export type TokenClaims = SessionKey & {
  clientId: string;
  tag: string | null;
  deviceId: string | null;
  issuedAt: number;
};

/** Signs and reads session tokens: any node with the same master key accepts them, also after a restart. */
export type Tokens = {
  issue(claims: TokenClaims): string;
  /** What the token says, or null when it is not this client's, or not ours. */
  read(token: string, clientId: string): TokenClaims | null;
};

const text = z.string().nullable();
const bodySchema = z.tuple([z.string(), text, text, z.number(), z.number(), z.number()]);

/** Tokens signed with a key derived from the app's master key. */
export function createTokens(keys: { appId: string; masterKey: string }): Tokens {
  const key = createHmac("sha256", keys.masterKey).update(`session-token:${keys.appId}`).digest();
  const sign = (body: string): Buffer => createHmac("sha256", key).update(body).digest();
  return {
    issue({ clientId, tag, deviceId, issuedAt, run, session }) {
      const parts: z.infer<typeof bodySchema> = [clientId, tag, deviceId, issuedAt, run, session];
      const body = Buffer.from(JSON.stringify(parts)).toString("base64url");
      return `${body}.${sign(body).toString("base64url")}`;
    },
    read(token, clientId) {
      const [body, signature, ...rest] = token.split(".");
      if (body === undefined || signature === undefined || rest.length > 0) return null;
      const expected = sign(body);
      const given = Buffer.from(signature, "base64url");
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      // One of an earlier version says less: its client logs in anew.
      const parts = bodySchema.safeParse(JSON.parse(Buffer.from(body, "base64url").toString()));
      if (!parts.success) return null;
      const [owner, tag, deviceId, issuedAt, run, session] = parts.data;
      return owner === clientId ? { clientId, tag, deviceId, issuedAt, run, session } : null;
    },
  };
}
