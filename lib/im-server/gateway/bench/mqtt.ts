/** As much of MQTT 3.1.1 as it takes to subscribe and to publish; payloads are text. */
type Qos = 0 | 1;

const packets = { connect: 0x10, publish: 0x30, puback: 0x40, subscribe: 0x82 } as const;
const keepAliveSeconds = 0;

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

function packet(head: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length: number[] = [];
  for (let left = body.length; length.length === 0 || left > 0; left >>= 7) {
    length.push((left & 127) | (left > 127 ? 128 : 0));
  }
  return Buffer.concat([Buffer.from([head, ...length]), body]);
}

/** CONNECT with a clean session. */
export function connectPacket(clientId: string): Buffer {
  return packet(packets.connect, text("MQTT"), Buffer.from([4, 2, 0, keepAliveSeconds]), text(clientId));
}

export function subscribePacket(topics: readonly { topic: string; qos: Qos }[]): Buffer {
  const wanted = topics.flatMap(({ topic, qos }) => [text(topic), Buffer.from([qos])]);
  return packet(packets.subscribe, Buffer.from([0, 1]), ...wanted);
}

/** The same bytes go out to every subscriber, but for the packet id of QoS 1. */
export function publishPacket(topic: string, payload: string, qos: Qos): Buffer {
  const id = qos === 0 ? Buffer.alloc(0) : Buffer.from([0, 1]);
  return packet(packets.publish | (qos << 1), text(topic), id, Buffer.from(payload));
}

/** The PUBACKs that a chunk of whole packets asks for. */
export function acksOf(chunk: Buffer): Buffer[] {
  const acks: Buffer[] = [];
  for (let at = 0; at < chunk.length; ) {
    const head = chunk[at] ?? 0;
    const { length, start } = readLength(chunk, at + 1);
    if ((head & 0xf0) === packets.publish && (head & 6) === 2) {
      const id = start + 2 + chunk.readUInt16BE(start);
      acks.push(packet(packets.puback, chunk.subarray(id, id + 2)));
    }
    at = start + length;
  }
  return acks;
}

function readLength(chunk: Buffer, at: number): { length: number; start: number } {
  let length = 0;
  for (let shift = 0, start = at; ; shift += 7) {
    const byte = chunk[start] ?? 0;
    start += 1;
    length |= (byte & 127) << shift;
    if (byte < 128) return { length, start };
  }
}
