import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type SignedInput,
  type SignedOperation,
  signedOperations,
  signedText,
} from "@/lib/protocol/signed-text";
import { checkSignature } from "./check-signature";
import { judgeSignature, type SigningKeys, signText } from "./judge-signature";

const keys: SigningKeys = {
  appKey: "ak-example",
  masterKey: "mk-example",
  others: [
    { name: "Staging", appId: "app2", masterKey: "mk-staging" },
    { name: "Same server", appId: "app1", masterKey: "mk-example" },
  ],
};
const time = 1614237989966;
const input = (operation: SignedOperation, more: Partial<SignedInput> = {}): SignedInput => ({
  operation,
  appId: "app1",
  clientId: "Tom",
  conversationId: "c1",
  members: ["Mary", "Jerry"],
  isSuper: false,
  timestamp: time,
  nonce: "n1",
  ...more,
});
const hmac = (text: string, key = "mk-example", hash = "sha1") => createHmac(hash, key).update(text).digest();
const hex = (text: string, key?: string) => hmac(text, key).toString("hex");
const causes = (subject: SignedInput, given: string) =>
  judgeSignature(subject, given, keys).causes.map(({ code, detail }) =>
    detail === null ? code : `${code}:${detail}`,
  );

describe("a right signature", () => {
  it.each<[SignedOperation, Partial<SignedInput>, string]>([
    ["login", {}, "e145e252baa91c172d85a8ba7b933968523fb9dc"],
    ["start", {}, "5aeb73e932ce8cfa382fe739c39d6962769b4174"],
    ["invite", {}, "12ca214ccb2cf8fe979b98510c75e6616bbf2dec"],
    ["history", {}, "c76fcb1519752d8838baa9d11c2e84358b6d909e"],
    ["v1-history", {}, "c76fcb1519752d8838baa9d11c2e84358b6d909e"],
    ["block", { members: ["Jerry"] }, "4923e35172472b957517dd3e297fe4940d806e11"],
  ])("of %s is the published one, in upper case too", (operation, more, vector) => {
    expect(signText("mk-example", signedText(input(operation, more)))).toBe(vector);
    expect(judgeSignature(input(operation, more), vector, keys)).toEqual({
      isRight: true,
      causes: [],
      notes: [],
    });
    expect(judgeSignature(input(operation, more), vector.toUpperCase(), keys)).toEqual({
      isRight: true,
      causes: [],
      notes: ["upper-case"],
    });
  });

  it("is found right for any input of any operation, and never right when a digit is changed", () => {
    const word = fc.string({ minLength: 1, maxLength: 12 });
    const subjects = fc.record({
      operation: fc.constantFrom(...signedOperations),
      appId: fc.constant("app1"),
      clientId: word,
      conversationId: word,
      members: fc.uniqueArray(word, { maxLength: 4 }),
      isSuper: fc.boolean(),
      timestamp: fc.integer({ min: 0, max: 2e12 }),
      nonce: word,
    });
    fc.assert(
      fc.property(subjects, fc.nat(39), (subject, place) => {
        const right = signText("mk-example", signedText(subject));
        expect(judgeSignature(subject, right, keys)).toMatchObject({ isRight: true, causes: [] });
        const digit = right[place] === "0" ? "1" : "0";
        const wrong = right.slice(0, place) + digit + right.slice(place + 1);
        expect(causes(subject, wrong)).toEqual(["unknown"]);
      }),
      { numRuns: 60 },
    );
  });

  it("starts a conversation with its creator among the members or not", () => {
    const without = input("start");
    const withSelf = input("start", { members: ["Tom", "Mary", "Jerry"] });
    const right = (subject: SignedInput) => signText("mk-example", signedText(subject));
    expect(judgeSignature(without, right(withSelf), keys)).toMatchObject({
      isRight: true,
      notes: ["with-self"],
    });
    expect(judgeSignature(withSelf, right(without), keys)).toMatchObject({
      isRight: true,
      notes: ["without-self"],
    });
  });
});

describe("why a signature is wrong", () => {
  const t = `${time}`;
  it.each<[string, SignedOperation, Partial<SignedInput>, string, string[]]>([
    ["the app key", "login", {}, hex(`app1:Tom::${t}:n1`, "ak-example"), ["app-key"]],
    ["another app's key", "login", {}, hex(`app1:Tom::${t}:n1`, "mk-staging"), ["other-app-key:Staging"]],
    ["another app's id", "login", {}, hex(`app2:Tom::${t}:n1`), ["other-app-id:Staging"]],
    [
      "another app's id and key",
      "login",
      {},
      hex(`app2:Tom::${t}:n1`, "mk-staging"),
      ["other-app-key:Staging", "other-app-id:Staging"],
    ],
    ["the app key for an id", "login", {}, hex(`ak-example:Tom::${t}:n1`), ["app-id-is-key"]],
    [
      "an id without its region",
      "login",
      { appId: "AbC-gzGzoHsz" },
      hex(`AbC:Tom::${t}:n1`),
      ["app-id-form:AbC"],
    ],
    ["base64", "login", {}, hmac(`app1:Tom::${t}:n1`).toString("base64"), ["base64"]],
    ["base64 for addresses", "login", {}, hmac(`app1:Tom::${t}:n1`).toString("base64url"), ["base64"]],
    [
      "SHA-256",
      "login",
      {},
      hmac(`app1:Tom::${t}:n1`, "mk-example", "sha256").toString("hex"),
      ["hash:SHA-256"],
    ],
    ["MD5", "login", {}, hmac(`app1:Tom::${t}:n1`, "mk-example", "md5").toString("hex"), ["hash:MD5"]],
    [
      "SHA-512 in base64",
      "login",
      {},
      hmac(`app1:Tom::${t}:n1`, "mk-example", "sha512").toString("base64"),
      ["hash:SHA-512", "base64"],
    ],
    [
      "no HMAC, key first",
      "login",
      {},
      createHash("sha1").update(`mk-exampleapp1:Tom::${t}:n1`).digest("hex"),
      ["no-hmac"],
    ],
    [
      "no HMAC, key last",
      "login",
      {},
      createHash("sha1").update(`app1:Tom::${t}:n1mk-example`).digest("hex"),
      ["no-hmac"],
    ],
    ["quotes and spaces", "login", {}, ` "${hex(`app1:Tom::${t}:n1`)}"\n`, ["surroundings"]],
    ["a line break in the text", "login", {}, hex(`app1:Tom::${t}:n1\n`), ["line-break"]],
    ["one colon too few", "login", {}, hex(`app1:Tom:${t}:n1`), ["part-missing"]],
    ["nonce before time", "login", {}, hex(`app1:Tom::n1:${t}`), ["time-and-nonce"]],
    ["time before nonce", "history", {}, hex(`app1:Tom:c1:${t}:n1`), ["time-and-nonce"]],
    ["seconds", "login", {}, hex(`app1:Tom::1614237989:n1`), ["time-unit:seconds"]],
    ["rounded seconds", "login", {}, hex(`app1:Tom::1614237990:n1`), ["time-unit:seconds"]],
    [
      "milliseconds",
      "login",
      { timestamp: 1614237989 },
      hex(`app1:Tom::1614237989000:n1`),
      ["time-unit:milliseconds"],
    ],
    ["a word that belongs to no login", "login", {}, hex(`app1:Tom::${t}:n1:open`), ["action-word:open"]],
    ["unsorted", "start", {}, hex(`app1:Tom:Mary:Jerry:${t}:n1`), ["members-order"]],
    [
      "sorted as words are",
      "start",
      { members: ["Zoe", "adam"] },
      hex(`app1:Tom:adam:Zoe:${t}:n1`),
      ["members-order"],
    ],
    [
      "sorted as numbers are",
      "start",
      { members: ["10", "9"] },
      hex(`app1:Tom:9:10:${t}:n1`),
      ["members-order"],
    ],
    ["with commas", "start", {}, hex(`app1:Tom:Jerry,Mary:${t}:n1`), ["members-separator:,"]],
    ["without members", "start", {}, hex(`app1:Tom::${t}:n1`), ["members-missing"]],
    ["with itself", "invite", {}, hex(`app1:Tom:c1:Jerry:Mary:Tom:${t}:n1:invite`), ["self-included"]],
    [
      "with itself, behind the others",
      "invite",
      { members: ["Zoe"] },
      hex(`app1:Tom:c1:Zoe:Tom:${t}:n1:invite`),
      ["self-included", "members-order"],
    ],
    [
      "without itself",
      "invite",
      { members: ["Tom", "Mary"] },
      hex(`app1:Tom:c1:Mary:${t}:n1:invite`),
      ["self-missing"],
    ],
    ["add for invite", "invite", {}, hex(`app1:Tom:c1:Jerry:Mary:${t}:n1:add`), ["action-word:add"]],
    ["remove for kick", "kick", {}, hex(`app1:Tom:c1:Jerry:Mary:${t}:n1:remove`), ["action-word:remove"]],
    ["no action", "kick", {}, hex(`app1:Tom:c1:Jerry:Mary:${t}:n1`), ["action-missing"]],
    [
      "a conversation left out",
      "kick",
      {},
      hex(`app1:Tom:Jerry:Mary:${t}:n1:kick`),
      ["conversation-missing"],
    ],
    ["an empty conversation", "kick", {}, hex(`app1:Tom::Jerry:Mary:${t}:n1:kick`), ["conversation-missing"]],
    [
      "conversation and members the other way round",
      "block",
      { members: ["Jerry"] },
      hex(`app1:Tom:Jerry:c1:${t}:n1:conversation-block-clients`),
      ["conversation-and-members"],
    ],
    [
      "conversation where nothing belongs",
      "client-block",
      {},
      hex(`app1:Tom::c1:${t}:n1:client-block-conversations`),
      ["conversation-and-members"],
    ],
    [
      "a block for its opposite",
      "unblock",
      {},
      hex(`app1:Tom:c1:Jerry:Mary:${t}:n1:conversation-block-clients`),
      ["action-word:conversation-block-clients"],
    ],
    ["a login for an invitation", "invite", {}, hex(`app1:Tom::${t}:n1`), ["other-operation:login"]],
    ["a history for a kick", "kick", {}, hex(`app1:Tom:c1:n1:${t}`), ["other-operation:history"]],
    ["an unasked su", "v1-open", {}, hex(`app1:Tom:Jerry:Mary:${t}:n1:su`), ["super-included"]],
    ["a missing su", "v1-open", { isSuper: true }, hex(`app1:Tom:Jerry:Mary:${t}:n1`), ["super-missing"]],
    [
      "a v1 invitation for a join",
      "v1-join",
      {},
      hex(`app1:Tom:c1:Jerry:Mary:${t}:n1:invite`),
      ["other-operation:invite"],
    ],
    ["a v1 group unsorted", "v1-invite", {}, hex(`app1:Tom:c1:Mary:Jerry:${t}:n1:invite`), ["members-order"]],
    [
      "the app key and unsorted",
      "start",
      {},
      hex(`app1:Tom:Mary:Jerry:${t}:n1`, "ak-example"),
      ["app-key", "members-order"],
    ],
    [
      "unsorted in seconds",
      "start",
      {},
      hex(`app1:Tom:Mary:Jerry:1614237989:n1`),
      ["members-order", "time-unit:seconds"],
    ],
    [
      "base64 and unsorted",
      "start",
      {},
      hmac(`app1:Tom:Mary:Jerry:${t}:n1`).toString("base64"),
      ["members-order", "base64"],
    ],
    ["nothing like it", "login", {}, "0".repeat(40), ["unknown"]],
    ["cut off", "login", {}, "0".repeat(38), ["length:38"]],
    ["an odd digit", "login", {}, "0".repeat(39), ["length:39"]],
    ["no text at all of the kind", "login", {}, "sig & nature", ["not-hex"]],
  ])("%s (%s)", (_name, operation, more, given, expected) => {
    expect(causes(input(operation, more), given)).toEqual(expected);
  });

  it("never takes two keys that are the same for a mistake", () => {
    expect(judgeSignature(input("login"), hex(`app1:Tom::${t}:n1`), keys).isRight).toBe(true);
  });
});

describe("its time", () => {
  const right = signText("mk-example", signedText(input("login")));
  const hours = 3_600_000;
  const at = (now: number, timestamp = time) =>
    checkSignature(input("login", { timestamp }), right, keys, now);

  it("is good for six hours either way", () => {
    for (const now of [time, time + 6 * hours, time - 6 * hours]) {
      expect(at(now)).toMatchObject({
        time: { state: "valid", unit: "milliseconds" },
        verdict: { isRight: true },
      });
    }
    expect(at(time + 2 * hours).time.byMs).toBe(4 * hours);
  });

  it("expires, and says since when", () => {
    const { time: found, verdict } = at(time + 6 * hours + 1000);
    expect(found).toMatchObject({ state: "expired", byMs: 1000, at: time });
    expect(verdict).toMatchObject({ isRight: false, causes: [{ code: "expired", detail: null }] });
  });

  it("does not lie ahead, and says how far it does", () => {
    const { time: found, verdict } = at(time - 7 * hours);
    expect(found).toMatchObject({ state: "future", byMs: 7 * hours });
    expect(verdict?.causes).toEqual([{ code: "future", detail: null }]);
  });

  it("may stand in seconds", () => {
    expect(at(time, 1614237989).time).toMatchObject({ unit: "seconds", at: 1614237989000, state: "valid" });
  });

  it("is told beside what else is wrong, and without a signature too", () => {
    expect(checkSignature(input("login"), "ab".repeat(20), keys, time + 9 * hours).verdict?.causes).toEqual([
      { code: "unknown", detail: null },
      { code: "expired", detail: null },
    ]);
    expect(checkSignature(input("login"), " ", keys, time)).toMatchObject({
      text: `app1:Tom::${time}:n1`,
      verdict: null,
    });
  });
});
