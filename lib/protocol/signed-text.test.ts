import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  clientBlockSignatureText,
  conversationBlockSignatureText,
  historySignatureText,
  legacyGroupSignatureText,
  legacyLoginSignatureText,
  loginSignatureText,
  memberSignatureText,
  startSignatureText,
} from "./signatures";
import {
  type SignedInput,
  type SignedOperation,
  signedOperations,
  signedParts,
  signedText,
} from "./signed-text";

const base = { appId: "app1", clientId: "Tom", timestamp: 1614237989966, nonce: "n1" };
const given = { ...base, conversationId: "c1", members: ["Mary", "Jerry"], isSuper: false };
const text = (operation: SignedOperation, more: Partial<SignedInput> = {}) =>
  signedText({ ...given, operation, ...more });

describe("the text that is signed", () => {
  it.each<[SignedOperation, string]>([
    ["login", loginSignatureText(base)],
    ["start", startSignatureText(given)],
    ["invite", memberSignatureText({ ...given, action: "invite" })],
    ["kick", memberSignatureText({ ...given, action: "kick" })],
    ["history", historySignatureText(given)],
    ["block", conversationBlockSignatureText({ ...given, action: "conversation-block-clients" })],
    ["unblock", conversationBlockSignatureText({ ...given, action: "conversation-unblock-clients" })],
    ["client-block", clientBlockSignatureText({ ...given, action: "client-block-conversations" })],
    ["client-unblock", clientBlockSignatureText({ ...given, action: "client-unblock-conversations" })],
    ["v1-open", legacyLoginSignatureText({ ...given, watched: given.members, isSuper: false })],
    ["v1-join", legacyGroupSignatureText({ ...given, groupId: "c1", members: [], action: "join" })],
    ["v1-invite", legacyGroupSignatureText({ ...given, groupId: "c1", action: "invite" })],
    ["v1-kick", legacyGroupSignatureText({ ...given, groupId: "c1", action: "kick" })],
    ["v1-history", historySignatureText(given)],
  ])("of %s is what the server checks", (operation, expected) => {
    expect(text(operation)).toBe(expected);
  });

  it("covers every operation", () => {
    for (const operation of signedOperations) expect(text(operation)).toMatch(/^app1:Tom:/);
  });

  it("ends with su for a super peer, and for nothing else", () => {
    expect(text("v1-open", { isSuper: true })).toBe(
      legacyLoginSignatureText({ ...given, watched: given.members, isSuper: true }),
    );
    expect(text("login", { isSuper: true })).toBe(text("login"));
  });

  it("leaves group and members of a v1 join empty when a group is made", () => {
    expect(text("v1-join", { conversationId: "" })).toBe("app1:Tom:::1614237989966:n1:join");
  });

  it.each<[SignedOperation, Partial<SignedInput>, string]>([
    ["login", {}, "e145e252baa91c172d85a8ba7b933968523fb9dc"],
    ["start", {}, "5aeb73e932ce8cfa382fe739c39d6962769b4174"],
    ["invite", {}, "12ca214ccb2cf8fe979b98510c75e6616bbf2dec"],
    ["history", {}, "c76fcb1519752d8838baa9d11c2e84358b6d909e"],
    ["block", { members: ["Jerry"] }, "4923e35172472b957517dd3e297fe4940d806e11"],
  ])("of %s gives the published vector", (operation, more, expected) => {
    expect(createHmac("sha1", "mk-example").update(text(operation, more)).digest("hex")).toBe(expected);
  });

  it("names each part", () => {
    expect(signedParts({ ...given, operation: "client-block" })).toEqual([
      { part: "app", value: "app1" },
      { part: "client", value: "Tom" },
      { part: "conversation", value: "c1" },
      { part: "empty", value: "" },
      { part: "timestamp", value: "1614237989966" },
      { part: "nonce", value: "n1" },
      { part: "action", value: "client-block-conversations" },
    ]);
  });
});
