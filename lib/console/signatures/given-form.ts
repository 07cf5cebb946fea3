import "server-only";
import type { SignatureCause } from "@/lib/contracts/signatures";

/** A signature as it was pasted: its bytes, where it can be read at all, and what is odd about its form. */
export type GivenForm = { bytes: Buffer | null; causes: SignatureCause[]; isUpperCase: boolean };

/** How long a signature is. */
export const sha1Bytes = 20;

export function causeOf(code: SignatureCause["code"], detail: string | null = null): SignatureCause {
  return { code, detail };
}

/** Reads a signature: hex as it should be, or base64; spaces and quotes around it are told. */
export function readGiven(given: string): GivenForm {
  const text = given.replace(/^[\s"'`]+|[\s"'`]+$/g, "");
  const causes = text === given ? [] : [causeOf("surroundings")];
  if (/^[0-9a-f]*$/i.test(text)) {
    if (text.length % 2 === 1)
      return { bytes: null, causes: [...causes, lengthOf(text)], isUpperCase: false };
    return { bytes: Buffer.from(text, "hex"), causes, isUpperCase: /[A-F]/.test(text) };
  }
  const isBase64 = /^[\w+/-]+={0,2}$/.test(text);
  const bytes = isBase64 ? Buffer.from(text, "base64") : null;
  return { bytes, causes: [...causes, causeOf(bytes ? "base64" : "not-hex")], isUpperCase: false };
}

/** What the form alone tells about a signature that fits nothing. */
export function oddLength({ bytes, causes }: GivenForm): SignatureCause[] {
  if (bytes === null || bytes.length === sha1Bytes) return [];
  return causes.some(({ code }) => code === "length") ? [] : [causeOf("length", String(bytes.length * 2))];
}

function lengthOf(hex: string): SignatureCause {
  return causeOf("length", String(hex.length));
}
