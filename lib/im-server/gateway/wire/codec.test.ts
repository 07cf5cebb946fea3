import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Command, decodeCommand, encodeCommand, encodePeerId, FrameError, type Outgoing } from "./codec";
import { commandTypes, opTypes } from "./enums";

describe("codec", () => {
  it("reads what it writes, zeros and falses included", () => {
    const command: Outgoing = {
      cmd: "session",
      op: "opened",
      i: 1,
      peerId: "Tom",
      serverTs: 1_795_250_350_361,
      sessionMessage: { st: "token", stTtl: 0, code: 0, r: false },
      convMessage: {
        m: ["a", "b"],
        results: { data: "[]" },
        failedPids: [{ code: 4304, reason: "x", pids: ["c"] }],
      },
      directMessage: { binaryMsg: Buffer.from([0, 255]), timestamp: 0 },
    };
    expect(decodeCommand(encodeCommand(command))).toEqual(command);
  });

  it("has the numbers of the protocol", () => {
    // cmd=session(0), op=open(1), appId, peerId, i=1, sessionMessage{ua}: field numbers from the table.
    const bytes = Buffer.from(
      "0800100 11a036170702203546f6d2801b2060a22086a732f352e302e30".replaceAll(" ", ""),
      "hex",
    );
    expect(decodeCommand(bytes)).toEqual({
      cmd: "session",
      op: "open",
      appId: "app",
      peerId: "Tom",
      i: 1,
      sessionMessage: { ua: "js/5.0.0" },
    });
    expect(Object.keys(commandTypes)).toHaveLength(22);
    expect(opTypes.check_shutup).toBe(190);
  });

  it("takes the address of a push from behind it", () => {
    const shared = encodeCommand({ cmd: "goaway", service: 2 });
    const addressed = Buffer.concat([shared, encodePeerId("Jerry")]);
    expect(decodeCommand(addressed)).toEqual({ cmd: "goaway", service: 2, peerId: "Jerry" });
  });

  it("knows unknown commands from garbage", () => {
    expect(decodeCommand(Buffer.from("08e80728 05".replace(" ", ""), "hex"))).toEqual({ cmd: null, i: 5 });
    expect(() => decodeCommand(Buffer.from("ffffffff", "hex"))).toThrow(FrameError);
    // A required field is missing: errorMessage without code and reason.
    expect(() => decodeCommand(Buffer.from("0807ba0600", "hex"))).toThrow(FrameError);
  });

  it("refuses or reads any bytes, and fails in no other way", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        let command: Command;
        try {
          command = decodeCommand(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError);
          return;
        }
        expect(command).toHaveProperty("cmd");
      }),
      { numRuns: 2000 },
    );
  });
});
