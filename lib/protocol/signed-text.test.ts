import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
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
const time = "1614237989966:n1";

describe("the text that is signed", () => {
  it.each<[SignedOperation, string]>([
    ["login", `app1:Tom::${time}`],
    ["start", `app1:Tom:Jerry:Mary:${time}`],
    ["invite", `app1:Tom:c1:Jerry:Mary:${time}:invite`],
    ["kick", `app1:Tom:c1:Jerry:Mary:${time}:kick`],
    ["history", "app1:Tom:c1:n1:1614237989966"],
    ["block", `app1:Tom:c1:Jerry:Mary:${time}:conversation-block-clients`],
    ["unblock", `app1:Tom:c1:Jerry:Mary:${time}:conversation-unblock-clients`],
    ["client-block", `app1:Tom:c1::${time}:client-block-conversations`],
    ["client-unblock", `app1:Tom:c1::${time}:client-unblock-conversations`],
    ["v1-open", `app1:Tom:Jerry:Mary:${time}`],
    ["v1-join", `app1:Tom:c1::${time}:join`],
    ["v1-invite", `app1:Tom:c1:Jerry:Mary:${time}:invite`],
    ["v1-kick", `app1:Tom:c1:Jerry:Mary:${time}:kick`],
    ["v1-history", "app1:Tom:c1:n1:1614237989966"],
  ])("of %s is as LeanCloud documents it", (operation, expected) => {
    expect(text(operation)).toBe(expected);
  });

  it("covers every operation", () => {
    for (const operation of signedOperations) expect(text(operation)).toMatch(/^app1:Tom:/);
  });

  it("ends with su for a super peer, and for nothing else", () => {
    expect(text("v1-open", { isSuper: true })).toBe(`app1:Tom:Jerry:Mary:${time}:su`);
    expect(text("login", { isSuper: true })).toBe(text("login"));
  });

  it("sorts members by code unit, not by locale", () => {
    const members = ["b", "Z", "a", "é", "10", "9"];
    expect(text("start", { members })).toBe(`app1:Tom:10:9:Z:a:b:é:${time}`);
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
