import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Command, FrameError, type Outgoing } from "./codec";
import { commandTypes } from "./enums";
import { decodeJsonCommand, encodeJsonCommand } from "./json-codec";

const decode = (value: unknown) => decodeJsonCommand(Buffer.from(JSON.stringify(value)));
const encode = (command: Outgoing): unknown => JSON.parse(encodeJsonCommand(command).toString());

describe("JSON codec", () => {
  it("puts the message beside the envelope, operations with dashes, JSON as JSON", () => {
    const command: Outgoing = {
      cmd: "conv",
      op: "members_joined",
      peerId: "Tom",
      i: 3,
      convMessage: {
        cid: "c1",
        m: ["a"],
        results: { data: '[{"objectId":"c1"}]' },
        failedPids: [{ code: 4304, reason: "CONVERSATION_FULL", pids: ["b"] }],
      },
    };
    const flat = {
      cmd: "conv",
      op: "members-joined",
      peerId: "Tom",
      i: 3,
      cid: "c1",
      m: ["a"],
      results: [{ objectId: "c1" }],
      failedPids: [{ code: 4304, reason: "CONVERSATION_FULL", pids: ["b"] }],
    };
    expect(encode(command)).toEqual(flat);
    expect(decode(flat)).toEqual(command);
  });

  it("carries bytes as base64 and enumerations by name", () => {
    const direct: Outgoing = { cmd: "direct", directMessage: { binaryMsg: Buffer.from([0, 255]) } };
    expect(encode(direct)).toEqual({ cmd: "direct", binaryMsg: "AP8=" });
    expect(decode({ cmd: "direct", binaryMsg: "AP8=" })).toEqual(direct);
    const logs = { cmd: "logs", logsMessage: { direction: "NEW" } };
    expect(decode({ cmd: "logs", direction: "NEW" })).toEqual(logs);
    expect(decode({ cmd: "logs", direction: 2 })).toEqual(logs);
  });

  it("takes what old clients write: numbers for flags and times, one instead of a list", () => {
    expect(decode({ cmd: "direct", r: 1, transient: false, msg: { n: 1 } })).toEqual({
      cmd: "direct",
      directMessage: { r: true, transient: false, msg: '{"n":1}' },
    });
    expect(decode({ cmd: "session", op: "query", sessionPeerIds: "a", t: "12" })).toMatchObject({
      sessionMessage: { sessionPeerIds: ["a"], t: 12 },
    });
  });

  it("has empty objects for heartbeats", () => {
    expect(decode({})).toEqual({ cmd: "echo" });
    expect(encode({ cmd: "echo" })).toEqual({});
    expect(encode({ cmd: "echo", i: 1 })).toEqual({ cmd: "echo", i: 1 });
  });

  it("knows unknown commands from garbage", () => {
    expect(decode({ cmd: "explode", op: "now", i: 5 })).toEqual({ cmd: null, op: undefined, i: 5 });
    for (const garbage of [5, [], null, "text", { cmd: "logs", l: "many" }, { cmd: "patch", patches: [1] }]) {
      expect(() => decode(garbage)).toThrow(FrameError);
    }
    const deep = `{"cmd":"conv","attr":${"[".repeat(30_000)}${"]".repeat(30_000)}}`;
    expect(() => decodeJsonCommand(Buffer.from(deep))).toThrow(FrameError);
  });

  it("refuses or reads any JSON, and fails in no other way", () => {
    const frame = fc.record(
      { cmd: fc.constantFrom(...Object.keys(commandTypes)), i: fc.anything(), patches: fc.jsonValue() },
      { requiredKeys: ["cmd"] },
    );
    const body = fc.dictionary(
      fc.constantFrom("m", "attr", "t", "cid", "op", "info", "logs"),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(frame, body, (head, rest) => {
        let command: Command;
        try {
          command = decode({ ...rest, ...head });
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError);
          return;
        }
        expect(command).toHaveProperty("cmd", head.cmd);
      }),
      { numRuns: 2000 },
    );
  });
});
