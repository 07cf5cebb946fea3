import "server-only";
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Everything that the console keeps secret hangs on PARLEY_SECRET; each use has a key of its own. */
export type Keyring = {
  /** AES-256-GCM; the result opens only with the same `context`. */
  seal(text: string, context: string): string;
  /** Throws when the text was changed, or sealed with another secret or context. */
  open(sealed: string, context: string): string;
  /** A keyed hash, so that what was hashed cannot be guessed from the database. */
  mac(text: string): string;
  /** The secret of the session cookie. */
  sessionSecret: string;
};

export function createKeyring(secret: string): Keyring {
  const sealKey = derive(secret, "parley/seal/v1");
  const macKey = derive(secret, "parley/mac/v1");
  return {
    seal(text, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealKey, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open(sealed, context) {
      if (!sealed.startsWith("v1.")) throw new Error("unknown seal");
      const bytes = Buffer.from(sealed.slice(3), "base64url");
      const decipher = createDecipheriv("aes-256-gcm", sealKey, bytes.subarray(0, 12))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    },
    mac: (text) => createHmac("sha256", macKey).update(text).digest("hex"),
    sessionSecret: derive(secret, "parley/session/v1").toString("base64url"),
  };
}

function derive(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "parley", use, 32));
}
