import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sendMessageSchema } from "@/lib/contracts/messages";
import { emptyContent } from "./content-draft";
import { type ComposerDraft, emptyDraft } from "./draft-store";
import { toOutgoing } from "./outgoing";

const room = { isChatRoom: true };
const plain = { isChatRoom: false };
const draft = (text: string, extra: Partial<ComposerDraft> = {}): ComposerDraft => ({
  ...emptyDraft("support"),
  content: { ...emptyContent(), text },
  ...extra,
});

describe("toOutgoing", () => {
  it("makes what the console's API takes", () => {
    const { body } = toOutgoing(
      draft("hi", { mentions: ["Tom"], isTransient: true, pushData: '{"alert":"hi"}', priority: "high" }),
      room,
    );
    expect(sendMessageSchema.parse(body)).toMatchObject({
      from: "support",
      data: '{"_lctype":-1,"_lctext":"hi"}',
      transient: true,
      priority: "high",
      pushData: { alert: "hi" },
      mentions: ["Tom"],
    });
    expect(toOutgoing(draft("hi", { priority: "high" }), plain).body?.priority).toBeUndefined();
  });

  it("counts UTF-8 bytes with the push content, exactly to the limit", () => {
    const frame = '{"_lctype":-1,"_lctext":""}'.length;
    expect(toOutgoing(draft("a".repeat(5_120 - frame)), plain).problem).toBeNull();
    expect(toOutgoing(draft("a".repeat(5_121 - frame)), plain).problem).toEqual({
      type: "too-large",
      over: 1,
    });
    expect(toOutgoing(draft("耗子"), plain).bytes).toBe(frame + 6);
    expect(toOutgoing(draft("a", { pushData: '{ "a": 1 }' }), plain).bytes).toBe(
      frame + 1 + '{"a":1}'.length,
    );
  });

  it("counts as a UTF-8 encoder does, for any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.trim() !== ""),
        (text) => {
          const { bytes, body } = toOutgoing(draft(text), plain);
          expect(bytes).toBe(new TextEncoder().encode(body?.data).length);
        },
      ),
    );
  });

  it("says the first thing that is wrong", () => {
    expect(toOutgoing(draft(""), plain).problem).toMatchObject({ type: "content" });
    expect(toOutgoing(draft("a", { from: " " }), plain).problem?.type).toBe("from-missing");
    expect(toOutgoing(draft("a", { from: "x".repeat(65) }), plain).problem?.type).toBe("from-too-long");
    expect(toOutgoing(draft("a", { pushData: "[" }), plain).problem?.type).toBe("push-data");
    const many = Array.from({ length: 21 }, (_, index) => `c${index}`);
    expect(toOutgoing(draft("a", { mentions: many }), plain).problem?.type).toBe("mentions");
  });
});
