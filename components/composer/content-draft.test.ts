import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMessagePayload } from "@/lib/protocol/message-payload";
import {
  type ContentDraft,
  contentFromJson,
  contentKinds,
  emptyContent,
  toOutgoingData,
} from "./content-draft";

const made = (draft: Partial<ContentDraft>) => toOutgoingData({ ...emptyContent(), ...draft });
const read = (draft: Partial<ContentDraft>) => parseMessagePayload(made(draft).data ?? "");

describe("toOutgoingData", () => {
  it("makes each kind as the protocol reads it", () => {
    expect(read({ text: "耗子，起床！", attributes: '{"a":1}' })).toMatchObject({
      kind: "text",
      text: "耗子，起床！",
      attributes: { a: 1 },
    });
    const url = "https://cdn.example.com/a.png";
    expect(read({ kind: "image", url, width: "1024", height: "768", size: "18000" })).toMatchObject({
      kind: "image",
      file: { url, width: 1024, height: 768, size: 18_000 },
    });
    expect(read({ kind: "audio", url, duration: "2.5", width: "9" })).toMatchObject({
      kind: "audio",
      file: { duration: 2.5, width: null },
    });
    expect(read({ kind: "video", url, duration: "61", format: "mp4" })).toMatchObject({
      kind: "video",
      file: { duration: 61, format: "mp4" },
    });
    expect(read({ kind: "file", url, name: "a.pdf", size: "3", text: "here" })).toMatchObject({
      kind: "file",
      text: "here",
      file: { name: "a.pdf", size: 3 },
    });
    expect(read({ kind: "location", latitude: "31.2", longitude: "121.5" })).toMatchObject({
      kind: "location",
      latitude: 31.2,
      longitude: 121.5,
    });
    expect(read({ kind: "json", json: '{"_lctype":7,"x":1}' })).toMatchObject({ kind: "custom", type: 7 });
  });

  it("says what is missing or wrong, and where", () => {
    expect(made({ text: "  " }).error).toEqual({ field: "text", code: "empty" });
    expect(made({ text: "a", attributes: "[1]" }).error).toEqual({ field: "attributes", code: "object" });
    expect(made({ kind: "image", url: "javascript:alert(1)" }).error).toEqual({ field: "url", code: "url" });
    expect(made({ kind: "image", url: "https://a.b/c", width: "wide" }).error).toEqual({
      field: "width",
      code: "number",
    });
    expect(made({ kind: "location", latitude: "91", longitude: "0" }).error?.field).toBe("latitude");
    expect(made({ kind: "json", json: "{" }).error).toEqual({ field: "json", code: "json" });
  });
});

describe("contentFromJson", () => {
  it("comes back from what was made of it, for any text and attributes", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => text.trim() !== ""),
        fc.option(fc.dictionary(fc.string(), fc.jsonValue())),
        (text, attributes) => {
          const draft = { ...emptyContent(), text, attributes: attributes ? JSON.stringify(attributes) : "" };
          const { data } = toOutgoingData(draft);
          const back = contentFromJson(data ?? "");
          expect(back && toOutgoingData(back).data).not.toBeNull();
          expect(JSON.parse((back && toOutgoingData(back).data) ?? "null")).toEqual(JSON.parse(data ?? ""));
        },
      ),
    );
  });

  it("keeps as JSON what the forms have no field for, so that nothing is lost", () => {
    const body = '{"_lctype":-1,"_lctext":"a","own":true}';
    expect(contentFromJson(body)).toMatchObject({ kind: "json", json: body });
    expect(contentFromJson('{"_lctype":5,"a":1}')?.kind).toBe("json");
    expect(contentFromJson('{"a":1}')).toBeNull();
    expect(contentFromJson("hello")).toBeNull();
  });

  it("knows every kind it can make", () => {
    const url = "https://a.example/x";
    for (const kind of contentKinds) {
      const draft = {
        ...emptyContent(kind),
        text: "t",
        url,
        latitude: "1",
        longitude: "2",
        json: '{"_lctype":3}',
      };
      expect(contentFromJson(toOutgoingData(draft).data ?? "")?.kind).toBe(kind);
    }
  });
});
