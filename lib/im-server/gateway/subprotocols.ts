/** How a sub-protocol differs: how frames are written, and whether offline messages are announced or sent. */
export type Mode = { protocol: string; encoding: Encoding; announcesUnread: boolean };
export type Encoding = "binary" | "base64" | "json";

/** JavaScript SDK 2.x, which asks for no sub-protocol. */
export const plainJson: Mode = { protocol: "json", encoding: "json", announcesUnread: false };

const modes: Record<string, Omit<Mode, "protocol">> = {
  "lc.protobuf2.3": { encoding: "binary", announcesUnread: true },
  "lc.protobuf2.1": { encoding: "binary", announcesUnread: false },
  "lc.proto2base64.3": { encoding: "base64", announcesUnread: true },
  "lc.proto2base64.1": { encoding: "base64", announcesUnread: false },
  // JavaScript SDK 3.0 to 3.4: the same messages under other names.
  "lc.protobuf.3": { encoding: "binary", announcesUnread: true },
  "lc.protobuf.1": { encoding: "binary", announcesUnread: false },
  "lc.protobase64.3": { encoding: "base64", announcesUnread: true },
  "lc.protobase64.1": { encoding: "base64", announcesUnread: false },
  "lc.json.3": { encoding: "json", announcesUnread: true },
};

/** The first of the offered sub-protocols that is spoken here, or null. */
export function chooseMode(offered: Iterable<string>): Mode | null {
  for (const name of offered) {
    const protocol = name.trim();
    const mode = Object.hasOwn(modes, protocol) ? modes[protocol] : undefined;
    if (mode) return { protocol, ...mode };
  }
  return null;
}
