import { expect, test } from "vitest";
import { acksOf, connectPacket, publishPacket, subscribePacket } from "./mqtt";

test("packets are those of MQTT 3.1.1", () => {
  expect(connectPacket("a").toString("hex")).toBe("100d00044d5154540402000000" + "0161");
  expect(subscribePacket([{ topic: "t", qos: 1 }]).toString("hex")).toBe("82060001000174" + "01");
  expect(publishPacket("t", "hi", 0).toString("hex")).toBe("300500017468" + "69");
  expect(publishPacket("t", "x".repeat(200), 1).subarray(0, 8).toString("hex")).toBe("32cd010001740001");
});

test("what was published with QoS 1 is acknowledged by its id, and nothing else", () => {
  const chunk = Buffer.concat([
    publishPacket("room", "x".repeat(200), 1),
    publishPacket("room", "x", 0),
    Buffer.from([0x20, 2, 0, 0]),
  ]);
  expect(acksOf(chunk).map((ack) => ack.toString("hex"))).toEqual(["40020001"]);
});
