import { describe, expect, it } from "vitest";
import { newNonce, problemsOf, type SignatureDraft, toSubject } from "./signature-draft";

const draft = (more: Partial<SignatureDraft> = {}): SignatureDraft => ({
  operation: "login",
  clientId: "tom",
  conversationId: "c1",
  members: ["b", "a"],
  isSuper: true,
  timestamp: " 1614237989966 ",
  nonce: "n1",
  ...more,
});

describe("problemsOf", () => {
  it("is content with what the operation needs", () => {
    expect(problemsOf(draft(), "")).toEqual({});
    expect(problemsOf(draft({ operation: "start", members: [] }), "")).toEqual({});
    expect(problemsOf(draft({ operation: "v1-join", conversationId: "" }), "")).toEqual({});
  });

  it("names each missing field", () => {
    const empty = draft({
      operation: "invite",
      clientId: " ",
      conversationId: "",
      members: [],
      timestamp: "",
      nonce: "",
    });
    expect(problemsOf(empty, "")).toEqual({
      clientId: "needed",
      conversationId: "needed",
      members: "needed",
      timestamp: "needed",
      nonce: "needed",
    });
  });

  it("takes no half-typed members and no time that is none", () => {
    expect(problemsOf(draft({ operation: "kick", timestamp: "1e9" }), "x".repeat(65))).toEqual({
      members: "leftover",
      timestamp: "wholeNumber",
    });
    expect(problemsOf(draft(), "not shown")).toEqual({});
  });
});

describe("toSubject", () => {
  it("leaves out what the operation does not sign", () => {
    expect(toSubject(draft())).toEqual({
      operation: "login",
      clientId: "tom",
      conversationId: "",
      members: [],
      isSuper: false,
      timestamp: 1614237989966,
      nonce: "n1",
    });
    expect(toSubject(draft({ operation: "v1-open" }))).toMatchObject({ members: ["b", "a"], isSuper: true });
    expect(toSubject(draft({ operation: "kick" }))).toMatchObject({
      conversationId: "c1",
      members: ["b", "a"],
    });
  });
});

it("makes nonces of 16 letters and digits, another each time", () => {
  expect(newNonce()).toMatch(/^[a-z2-7]{16}$/);
  expect(newNonce()).not.toBe(newNonce());
});
