import { describe, expect, it } from "vitest";
import type { MessagePayload } from "@/lib/contracts/messages";
import type { Capability, Permission } from "@/lib/contracts/session";
import { buildMessage } from "@/lib/contracts/testing/builders";
import { allowedActions } from "./message-actions";

const message = (payload: MessagePayload, patchTimestamp: number | null = null) =>
  buildMessage({ payload, patchTimestamp, binary: payload.kind === "binary" });
const rights = (permissions: Permission[], capabilities: Capability[] = ["versions"]) => ({
  can: (permission: Permission) => permissions.includes(permission),
  capabilities,
  mayMention: true,
});
const moderator: Permission[] = ["message.send", "message.edit", "message.recall", "message.delete"];
const text: MessagePayload = { kind: "text", text: "hi", attributes: null };

describe("allowedActions", () => {
  it("lets only those who manage broadcasts change what went to all subscribers", () => {
    const forAll = (permissions: Permission[]) =>
      allowedActions(message(text), { ...rights(permissions), isForAll: true });
    expect(forAll(moderator)).toEqual(["copyText", "copyLink", "mention", "raw", "delivery"]);
    expect(forAll([...moderator, "broadcast.manage"])).toContain("recall");
  });

  it("offers a mention only where it can be written", () => {
    const mayMention = false;
    expect(allowedActions(message(text), { ...rights(moderator), mayMention })).not.toContain("mention");
  });

  it("gives an agent no change, and a moderator all of them", () => {
    expect(allowedActions(message(text), rights(["message.send"]))).toEqual([
      "copyText",
      "copyLink",
      "mention",
      "raw",
      "delivery",
    ]);
    expect(allowedActions(message(text, 2), rights(moderator))).toContain("delete");
  });
  it("offers versions only where there are some and the server keeps them", () => {
    expect(allowedActions(message(text), rights(moderator))).not.toContain("versions");
    expect(allowedActions(message(text, 2), rights(moderator))).toContain("versions");
    expect(allowedActions(message(text, 2), rights(moderator, []))).not.toContain("versions");
  });
  it("leads those who may read it to the audit of the message", () => {
    expect(allowedActions(message(text), rights(moderator))).not.toContain("audit");
    expect(allowedActions(message(text), rights([...moderator, "audit.read"]))).toContain("audit");
  });
  it("neither edits nor recalls what is recalled, nor edits bytes", () => {
    const recalled = allowedActions(message({ kind: "recalled" }, 2), rights(moderator));
    expect(recalled).not.toContain("edit");
    expect(recalled).not.toContain("recall");
    expect(recalled).not.toContain("copyText");
    const binary = allowedActions(message({ kind: "binary", base64: "AA==", size: 1 }), rights(moderator));
    expect(binary).not.toContain("edit");
    expect(binary).toContain("recall");
  });
});
