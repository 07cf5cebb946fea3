import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildCustomMessage,
  buildFileMessage,
  buildLocationMessage,
  buildTextMessage,
  recalledMessageData,
} from "./message-builders";
import { messageBytes, utf8Length } from "./message-bytes";
import { parseMessagePayload } from "./message-payload";

/** The examples of LeanCloud's REST guide, "rich message format". */
const documented = {
  text: '{"_lctype":-1,"_lctext":"这是一个纯文本消息","_lcattrs":{"a":"_lcattrs 是用来存储用户自定义的一些键值对"}}',
  image: `{"_lctype":-2,"_lctext":"图像的文字说明","_lcattrs":{"a":"x","b":true,"c":12},
    "_lcfile":{"url":"http://ac-p2bpmgci.clouddn.com/246b8acc-2e12-4a9d-a255-8d17a3059d25",
    "objId":"54699d87e4b0a56c64f470a4",
    "metaData":{"name":"IMG_20141223.jpeg","format":"png","height":768,"width":1024,"size":18}}}`,
  audio: '{"_lctype":-3,"_lcfile":{"url":"http://www.somemusic.com/x.mp3"}}',
  video: `{"_lctype":-4,"_lcfile":{"url":"http://ac-p2bpmgci.clouddn.com/99de0f45",
    "metaData":{"name":"录制的视频.mov","format":"avi","duration":168,"size":18689}}}`,
  file: '{"_lctype":-6,"_lcfile":{"url":"http://www.somefile.com/jianli.doc","name":"我的简历.doc","size":18689}}',
  location: '{"_lctype":-5,"_lcloc":{"longitude":23.2,"latitude":45.2}}',
};

describe("parseMessagePayload", () => {
  it("reads the documented text message", () => {
    expect(parseMessagePayload(documented.text)).toEqual({
      kind: "text",
      text: "这是一个纯文本消息",
      attributes: { a: "_lcattrs 是用来存储用户自定义的一些键值对" },
    });
  });

  it("reads the documented image with its metadata", () => {
    expect(parseMessagePayload(documented.image)).toMatchObject({
      kind: "image",
      text: "图像的文字说明",
      file: { name: "IMG_20141223.jpeg", width: 1024, height: 768, size: 18, format: "png" },
    });
  });

  it("reads the documented audio, video, file and location", () => {
    expect(parseMessagePayload(documented.audio)).toMatchObject({
      kind: "audio",
      text: null,
      file: { url: "http://www.somemusic.com/x.mp3", duration: null },
    });
    expect(parseMessagePayload(documented.video)).toMatchObject({ kind: "video", file: { duration: 168 } });
    expect(parseMessagePayload(documented.file)).toMatchObject({
      kind: "file",
      file: { name: "我的简历.doc", size: 18689 },
    });
    expect(parseMessagePayload(documented.location)).toMatchObject({
      kind: "location",
      longitude: 23.2,
      latitude: 45.2,
    });
  });

  it("knows recalled, custom and binary messages", () => {
    expect(parseMessagePayload(recalledMessageData)).toMatchObject({ kind: "recalled" });
    expect(parseMessagePayload('{"_lctype":7,"order":"A-1"}')).toMatchObject({
      kind: "custom",
      type: 7,
      json: { order: "A-1" },
    });
    expect(parseMessagePayload("AAEC/w==", true)).toEqual({ kind: "binary", base64: "AAEC/w==", size: 4 });
  });

  it.each([
    "",
    "今天天气不错！",
    "{",
    "[1]",
    "null",
    '{"_lctype":"-1"}',
    '{"_lctype":0}',
    '{"_lctype":-9}',
    '{"_lctype":1.5}',
    '{"_lctype":-2}',
    '{"_lctype":-2,"_lcfile":{"url":3}}',
    '{"_lctype":-5,"_lcloc":{"longitude":"x"}}',
  ])("leaves %j as unknown text", (data) => {
    expect(parseMessagePayload(data)).toMatchObject({ kind: "unknown", text: data });
  });

  it("reads wrong side fields of a typed message as absent", () => {
    expect(parseMessagePayload('{"_lctype":-1,"_lctext":5,"_lcattrs":[1]}')).toEqual({
      kind: "text",
      text: "",
      attributes: null,
    });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.boolean(), (data, binary) => {
        parseMessagePayload(data, binary);
      }),
    );
  });
});

describe("builders", () => {
  it("make what the parser reads", () => {
    expect(parseMessagePayload(buildTextMessage("hi", { a: 1 }))).toEqual({
      kind: "text",
      text: "hi",
      attributes: { a: 1 },
    });
    const image = buildFileMessage("image", {
      url: "https://x/y.png",
      name: "y.png",
      metaData: { width: 3 },
    });
    expect(parseMessagePayload(image)).toMatchObject({ kind: "image", file: { name: "y.png", width: 3 } });
    const file = buildFileMessage("file", { url: "https://x/y", name: "y", size: 9 }, { text: "t" });
    expect(parseMessagePayload(file)).toMatchObject({
      kind: "file",
      text: "t",
      file: { name: "y", size: 9 },
    });
    expect(parseMessagePayload(buildLocationMessage({ longitude: 1, latitude: 2 }))).toMatchObject({
      kind: "location",
      longitude: 1,
    });
    expect(parseMessagePayload(buildCustomMessage(3, { k: 1 }))).toMatchObject({ kind: "custom", type: 3 });
    expect(() => buildCustomMessage(-1, {})).toThrow(RangeError);
  });
});

describe("messageBytes", () => {
  it("counts UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
    expect(utf8Length("\ud800x")).toBe(Buffer.byteLength("\ud800x"));
  });

  it("adds push data, and the bytes that base64 stands for", () => {
    expect(messageBytes({ data: "耗子" })).toBe(6);
    expect(messageBytes({ data: "ab", pushData: "耗" })).toBe(5);
    expect(messageBytes({ data: "ab", pushData: { alert: "耗" } })).toBe(2 + '{"alert":"耗"}'.length + 2);
    expect(messageBytes({ data: "AAEC/w==", binary: true })).toBe(4);
  });
});
