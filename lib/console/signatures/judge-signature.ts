import "server-only";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { SignatureCause, SignatureVerdict } from "@/lib/contracts/signatures";
import type { SignedInput } from "@/lib/protocol/signed-text";
import { type Deviation, type Draft, deviations, draftOf, draftsOfOthers, textOf } from "./drafts";
import { causeOf, oddLength, readGiven, sha1Bytes } from "./given-form";

/** The keys that a signature may have been made with; the app's master key is the right one. */
export type SigningKeys = {
  appKey: string;
  masterKey: string;
  others: readonly { name: string; appId: string; masterKey: string }[];
};

type Found = { causes: SignatureCause[]; self: "with-self" | "without-self" | null };
/** One way to make so many bytes of a text. */
type Making = { length: number; causes: SignatureCause[]; make(text: string): Buffer };

const hashes = [
  { hash: "sha1", length: sha1Bytes, found: [] },
  { hash: "sha256", length: 32, found: [causeOf("hash", "SHA-256")] },
  { hash: "md5", length: 16, found: [causeOf("hash", "MD5")] },
  { hash: "sha512", length: 64, found: [causeOf("hash", "SHA-512")] },
];

/** The signature that is right for an operation: lower-case hex. */
export function signText(masterKey: string, text: string): string {
  return createHmac("sha1", masterKey).update(text).digest("hex");
}

/**
 * Whether `given` is the operation's signature, and if it is not, how it was made instead: every known mistake, and
 * every two of them together, is tried. Looks at the text and keys alone; when it was signed is for the caller.
 */
export function judgeSignature(input: SignedInput, given: string, keys: SigningKeys): SignatureVerdict {
  const form = readGiven(given);
  const found = form.bytes === null ? null : find(input, form.bytes, keys);
  const causes = found ? [...found.causes, ...form.causes] : unmatched([...form.causes, ...oddLength(form)]);
  const isRight = causes.length === 0;
  const notes: SignatureVerdict["notes"] = [];
  if (isRight && form.isUpperCase) notes.push("upper-case");
  if (isRight && found?.self) notes.push(found.self);
  return { isRight, causes, notes };
}

/** What cannot be a signature at all is wrong for that alone. */
function unmatched(causes: SignatureCause[]): SignatureCause[] {
  const isNone = causes.some(({ code }) => code === "length" || code === "not-hex");
  return isNone ? causes : [...causes, causeOf("unknown")];
}

function find(input: SignedInput, given: Buffer, keys: SigningKeys): Found | null {
  const ways = deviations(input, { appKey: keys.appKey, otherAppIds: keys.others });
  const own = draftOf(input);
  const others = draftsOfOthers(input);
  const all = makings(keys).filter(({ length }) => length === given.length);
  // Two mistakes in the text at once are enough: they are not looked for together with the rarest keys and hashes.
  const usual = all.filter(({ causes }) => causes.every(({ code }) => code === "app-key" || code === "hash"));
  return (
    match(acceptedDrafts(input, own), given, all) ??
    match([...singles(own, ways), ...others], given, all) ??
    match(pairs(own, ways), given, usual) ??
    match(
      others.flatMap((draft) => singles(draft, ways)),
      given,
      usual,
    )
  );
}

/** Conversations may be started with their creator signed among the members or not. */
function acceptedDrafts(input: SignedInput, own: Draft): (Draft & { self?: Found["self"] })[] {
  if (input.operation !== "start") return [own];
  const { clientId, members } = input;
  const isIn = members.includes(clientId);
  const other = isIn ? members.filter((member) => member !== clientId) : [...members, clientId];
  return [own, { ...draftOf({ ...input, members: other }), self: isIn ? "without-self" : "with-self" }];
}

const singles = (draft: Draft, ways: readonly Deviation[]) => ways.flatMap((way) => way(draft));

function pairs(draft: Draft, ways: readonly Deviation[]): Draft[] {
  return ways.flatMap((way, index) => way(draft).flatMap((first) => singles(first, ways.slice(index + 1))));
}

function match(
  drafts: readonly (Draft & { self?: Found["self"] })[],
  given: Buffer,
  ways: readonly Making[],
): Found | null {
  const texts = drafts.map((draft) => ({ draft, text: textOf(draft) }));
  for (const making of ways) {
    for (const { draft, text } of texts) {
      const made = making.make(text);
      if (made.length !== given.length || !timingSafeEqual(made, given)) continue;
      return { causes: [...making.causes, ...draft.causes], self: draft.self ?? null };
    }
  }
  return null;
}

function makings({ appKey, masterKey, others }: SigningKeys): Making[] {
  const held = [
    { key: masterKey, causes: [] },
    { key: appKey, causes: [causeOf("app-key")] },
    ...others
      .filter((other) => other.masterKey !== masterKey)
      .map((other) => ({ key: other.masterKey, causes: [causeOf("other-app-key", other.name)] })),
  ];
  return held.flatMap(({ key, causes }): Making[] => [
    ...hashes.map(({ hash, length, found }) => ({
      length,
      causes: [...causes, ...found],
      make: (text: string) => createHmac(hash, key).update(text).digest(),
    })),
    { length: sha1Bytes, causes: [...causes, causeOf("no-hmac")], make: (text) => sha1(key + text) },
    { length: sha1Bytes, causes: [...causes, causeOf("no-hmac")], make: (text) => sha1(text + key) },
  ]);
}

function sha1(text: string): Buffer {
  return createHash("sha1").update(text).digest();
}
