import { describe, expect, it } from "vitest";
import { parseMessagePayload } from "@/lib/protocol/message-payload";
import { payloadFromData } from "./payload-from-data";

const bodies = [
  '{"_lctype":-1,"_lctext":"hi","_lcattrs":{"a":1}}',
  '{"_lctype":-1}',
  '{"_lctype":-2,"_lcfile":{"url":"https://a.example/x.png","metaData":{"width":3,"height":4,"size":5}}}',
  '{"_lctype":-3,"_lcfile":{"url":"https://a.example/x.mp3","metaData":{"duration":2.5}}}',
  '{"_lctype":-6,"_lcfile":{"url":"https://a.example/x.pdf","name":"x.pdf","size":9}}',
  '{"_lctype":-5,"_lcloc":{"latitude":1,"longitude":2},"_lctext":"here"}',
  '{"_lctype":-127}',
  '{"_lctype":7,"_lctext":"own","x":1}',
  '{"_lctype":-2}',
  '{"a":1}',
  "plain words",
  "{broken",
];

describe("payloadFromData", () => {
  it.each(bodies)("reads %s as the protocol does", (data) => {
    const mine = payloadFromData(data);
    const theirs = parseMessagePayload(data);
    expect(mine.kind).toBe(theirs.kind === "unknown" ? "plain" : theirs.kind);
    if ("text" in mine && "text" in theirs) expect(mine.text).toBe(theirs.text);
    if ("file" in mine && "file" in theirs) expect(theirs.file).toMatchObject(mine.file);
    if (mine.kind === "location") expect(theirs).toMatchObject({ latitude: 1, longitude: 2 });
  });
});
