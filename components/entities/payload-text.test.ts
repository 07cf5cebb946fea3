import { describe, expect, it } from "vitest";
import type { MessagePayload } from "@/lib/contracts/messages";
import { payloadDetail, payloadText } from "./payload-text";

const bytes = (size: number) => `${size} B`;
const file = {
  url: "https://cdn.example.com/a",
  objectId: null,
  name: "a.png",
  size: 18,
  format: null,
  width: 1024,
  height: 768,
  duration: null,
};

describe("payload texts", () => {
  it("gives the words and the facts of each kind", () => {
    const cases: [MessagePayload, string | null, string | null][] = [
      [{ kind: "text", text: "hi", attributes: null }, "hi", null],
      [{ kind: "plain", text: '{"a":1}' }, '{"a":1}', null],
      [{ kind: "image", text: null, file, attributes: null }, null, "a.png · 1024×768 · 18 B"],
      [
        {
          kind: "audio",
          text: "",
          file: { ...file, name: null, size: null, width: null, duration: 65.4 },
          attributes: null,
        },
        null,
        "1:05",
      ],
      [
        { kind: "location", text: "here", latitude: 31.2, longitude: 121.5, attributes: null },
        "here",
        "31.20000, 121.50000",
      ],
      [{ kind: "custom", type: 7, text: null, body: {} }, null, "7"],
      [{ kind: "recalled" }, null, null],
      [{ kind: "binary", base64: "AA==", size: 1 }, null, "1 B"],
    ];
    for (const [payload, text, detail] of cases) {
      expect(payloadText(payload)).toBe(text);
      expect(payloadDetail(payload, bytes)).toBe(detail);
    }
  });
});
