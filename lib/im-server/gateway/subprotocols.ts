/** How a sub-protocol differs: frames as bytes or base64 text, offline messages announced or sent. */
export type Mode = { protocol: string; isText: boolean; announcesUnread: boolean };

const modes: Record<string, Omit<Mode, "protocol">> = {
  "lc.protobuf2.3": { isText: false, announcesUnread: true },
  "lc.protobuf2.1": { isText: false, announcesUnread: false },
  "lc.proto2base64.3": { isText: true, announcesUnread: true },
  "lc.proto2base64.1": { isText: true, announcesUnread: false },
  // JavaScript SDK 3.0 to 3.4: the same messages under other names.
  "lc.protobuf.3": { isText: false, announcesUnread: true },
  "lc.protobuf.1": { isText: false, announcesUnread: false },
  "lc.protobase64.3": { isText: true, announcesUnread: true },
  "lc.protobase64.1": { isText: true, announcesUnread: false },
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
