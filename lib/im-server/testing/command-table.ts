import type { SdkPackage } from "./sdk";

/**
 * What clients and the server say to each other, a line each: a command and its answer, a command that
 * is not answered (no `server`), or a push (no `client`). Sections are those of `leancloud.md`, the
 * facts about LeanCloud that the gateway is written from. A command is named with its operation.
 */
export type Row = {
  client?: string;
  server?: string;
  /** What the answer or push carries, all of it in one frame; of a row without them, the command. */
  with?: readonly string[];
  /** The one package that says or hears this; both unless said. */
  only?: SdkPackage;
  /** No published JavaScript package says or hears this; why, or who does. Such rows are tested with frames of our own. */
  raw?: string;
};

const failure = ["errorMessage.code", "errorMessage.reason"];
const session = (...fields: string[]) => fields.map((field) => `sessionMessage.${field}`);
const conv = (...fields: string[]) => fields.map((field) => `convMessage.${field}`);
const blacklist = (...fields: string[]) => fields.map((field) => `blacklistMessage.${field}`);
const direct = (...fields: string[]) => fields.map((field) => `directMessage.${field}`);
const ack = (...fields: string[]) => fields.map((field) => `ackMessage.${field}`);
const rcp = (...fields: string[]) => fields.map((field) => `rcpMessage.${field}`);
const room = (...fields: string[]) => fields.map((field) => `roomMessage.${field}`);
const patched = (...fields: string[]) => fields.map((field) => `patchMessage.patches.0.${field}`);
const patchFields = ["cid", "mid", "timestamp", "recall", "from", "patchTimestamp"];
/** What every event of a conversation carries. */
const event = (...fields: string[]) => [
  "serverTs",
  "notificationType",
  ...conv("cid", "initBy", "udate", ...fields),
];

export const commandTable = {
  /** §2, §3. */
  sessions: [
    {
      client: "session/open",
      server: "session/opened",
      with: ["peerId", "serverTs", ...session("st", "stTtl")],
    },
    { client: "session/open", server: "session/closed", with: session("code", "reason") },
    { client: "session/open", server: "error", with: failure },
    { client: "session/query", server: "session/query_result", with: session("onlineSessionPeerIds") },
    { client: "session/refresh", server: "session/refreshed", with: session("st", "stTtl") },
    { client: "session/close", server: "session/closed" },
    { server: "session/closed", with: session("code", "reason") },
    { client: "echo", server: "echo" },
    { server: "goaway" },
    {
      client: "report/upload",
      server: "report/uploaded",
      raw: "Swift alone uploads the token of its device here.",
    },
    {
      client: "login",
      server: "loggedin",
      raw: "Java on every connection; live queries, whose plugin has its own test.",
    },
    { client: "logout", server: "loggedout", raw: "The end of live queries." },
  ],
  /** §4. */
  conversations: [
    { client: "conv/start", server: "conv/started", with: conv("cid", "cdate") },
    { client: "conv/start", server: "conv/started", with: conv("cid", "uniqueId", "existing") },
    { client: "conv/start", server: "conv/started", with: conv("cid", "tempConv", "tempConvTTL") },
    { client: "conv/start", server: "conv/started", with: conv("cid", "transient") },
    { client: "conv/query", server: "conv/results", with: conv("results.data") },
    { client: "conv/query", server: "error", with: failure },
    { client: "conv/update", server: "conv/updated", with: conv("udate", "attrModified.data") },
    { client: "conv/add", server: "conv/added", with: conv("allowedPids", "udate", "m") },
    { client: "conv/add", server: "conv/added", with: conv("failedPids") },
    { client: "conv/remove", server: "conv/removed", with: conv("allowedPids", "udate") },
    { client: "conv/remove", server: "conv/removed", with: conv("failedPids") },
    { client: "conv/mute", server: "conv/updated", with: conv("udate") },
    { client: "conv/unmute", server: "conv/updated", with: conv("udate") },
    { client: "conv/count", server: "conv/result", with: conv("count") },
    { client: "conv/member_info_update", server: "conv/member_info_updated", with: conv("cid") },
    { client: "conv/add_shutup", server: "conv/shutup_added", with: conv("allowedPids") },
    { client: "conv/add_shutup", server: "error", with: failure },
    { client: "conv/remove_shutup", server: "conv/shutup_removed", with: conv("allowedPids") },
    { client: "conv/query_shutup", server: "conv/shutup_result", with: conv("m") },
    { client: "blacklist/block", server: "blacklist/blocked", with: blacklist("srcCid", "allowedPids") },
    { client: "blacklist/unblock", server: "blacklist/unblocked", with: blacklist("srcCid", "allowedPids") },
    { client: "blacklist/query", server: "blacklist/query_result", with: blacklist("blockedPids") },
    { server: "conv/joined", with: event() },
    { server: "conv/members_joined", with: event("m") },
    { server: "conv/left", with: event() },
    { server: "conv/members_left", with: event("m") },
    { server: "conv/blocked", with: event() },
    { server: "conv/members_blocked", with: event("m") },
    { server: "conv/unblocked", with: event() },
    { server: "conv/members_unblocked", with: event("m") },
    { server: "conv/shutuped", with: event() },
    { server: "conv/members_shutuped", with: event("m") },
    { server: "conv/unshutuped", with: event() },
    { server: "conv/members_unshutuped", with: event("m") },
    { server: "conv/member_info_changed", with: event("info.pid", "info.role") },
    { server: "conv/updated", with: event("attr.data", "attrModified.data") },
    {
      client: "conv/members",
      server: "conv/result",
      with: conv("m"),
      raw: "Java, Swift and C#, of chat rooms.",
    },
    {
      client: "conv/is_member",
      server: "conv/result",
      with: conv("results.data"),
      raw: "Java, Swift and C#.",
    },
    { client: "conv/check_shutup", server: "conv/check_result", with: conv("m"), raw: "Swift alone." },
    {
      client: "blacklist/check_block",
      server: "blacklist/check_result",
      with: blacklist("blockedPids"),
      raw: "Swift alone.",
    },
    {
      client: "blacklist/block",
      server: "blacklist/blocked",
      with: blacklist("srcPid"),
      raw: "Signed by every SDK, offered by none: a client's own list of conversations.",
    },
    {
      client: "blacklist/unblock",
      server: "blacklist/unblocked",
      with: blacklist("srcPid"),
      raw: "A client's own list of conversations, as above.",
    },
    {
      client: "blacklist/query",
      server: "blacklist/query_result",
      with: blacklist("blockedCids"),
      raw: "A client's own list of conversations, as above.",
    },
  ],
  /** §5, and of §4 how far messages have come. */
  messages: [
    { client: "direct", server: "ack", with: ack("uid", "t", "cid") },
    { client: "direct", server: "ack", with: ack("code", "reason") },
    { client: "ack", with: ack("cid", "fromts", "tots") },
    { client: "read", with: ["readMessage.convs.0.cid"] },
    {
      client: "logs",
      server: "logs",
      with: ["from", "data", "timestamp", "msgId"].map((field) => `logsMessage.logs.0.${field}`),
    },
    { client: "logs", server: "error", with: failure },
    { client: "patch/modify", server: "patch/modified", with: ["patchMessage.lastPatchTime"] },
    { client: "patch/modify", server: "error", with: failure },
    {
      client: "conv/max_read",
      server: "conv/max_read",
      with: conv("cid", "maxReadTimestamp", "maxAckTimestamp"),
    },
    { server: "direct", with: direct("cid", "id", "fromPeerId", "timestamp", "msg", "convType") },
    { server: "direct", with: direct("binaryMsg") },
    { server: "direct", with: direct("transient") },
    { server: "direct", with: direct("mentionPids") },
    { server: "direct", with: direct("mentionAll") },
    {
      server: "direct",
      with: direct("offline"),
      only: "leancloud-realtime",
    },
    { server: "rcp", with: ["serverTs", ...rcp("cid", "id", "t", "from")] },
    { server: "rcp", with: ["serverTs", ...rcp("cid", "id", "t", "from", "read")] },
    {
      server: "unread",
      with: [
        "unreadMessage.notifTime",
        ...["cid", "unread", "mid", "timestamp", "from", "data", "mentioned", "convType"].map(
          (field) => `unreadMessage.convs.0.${field}`,
        ),
      ],
    },
    { server: "patch/modify", with: ["patchMessage.lastPatchTime", ...patched(...patchFields, "data")] },
    { server: "patch/modify", with: patched("patchCode", "patchReason") },
    { client: "ack", with: ack("cid", "mid"), raw: "Java, Swift and C# acknowledge one message by its id." },
    { client: "logs/open", server: "logs", with: ["logsMessage.logs"], raw: "C# alone gives an operation." },
    {
      client: "conv/max_read",
      server: "conv/max_read",
      with: conv("maxReadTuples"),
      raw: "Everyone's marks: JavaScript has it, but not in public.",
    },
  ],
  /** §9: `lean-cloud-chat`, whose answers have no serial. */
  chat: [
    {
      client: "session/open",
      server: "session/opened",
      with: ["peerId", ...session("onlineSessionPeerIds")],
    },
    { client: "session/add", server: "session/added", with: session("onlineSessionPeerIds") },
    { client: "session/remove" },
    { client: "session/query", server: "session/query_result", with: session("onlineSessionPeerIds") },
    { client: "session/close" },
    { client: "echo", server: "echo" },
    { client: "direct", server: "ack", with: ack("uid", "t") },
    { client: "ack", with: ack("ids") },
    { server: "direct", with: direct("id", "fromPeerId", "msg", "timestamp") },
    { server: "direct", with: direct("id", "fromPeerId", "msg", "timestamp", "roomId") },
    { server: "direct", with: direct("offline") },
    { server: "direct", with: direct("transient") },
    { server: "presence", with: ["presenceMessage.status", "presenceMessage.sessionPeerIds"] },
    { client: "room/join", server: "room/joined", with: room("roomId") },
    { client: "room/invite", server: "room/invited", with: room("roomId") },
    { client: "room/kick", server: "room/kicked", with: room("roomId") },
    { client: "room/leave", server: "room/left", with: room("roomId") },
    { server: "room/joined", with: room("roomId", "byPeerId") },
    { server: "room/left", with: room("roomId", "byPeerId") },
    { server: "room/members_joined", with: room("roomId", "roomPeerIds") },
    { server: "room/members_left", with: room("roomId", "roomPeerIds") },
  ],
  /** §9: JavaScript SDK 2.4, JSON with serials. */
  json: [
    { client: "session/open", server: "session/opened", with: ["peerId"] },
    { client: "session/query", server: "session/query_result", with: session("onlineSessionPeerIds") },
    { client: "conv/start", server: "conv/started", with: conv("cid", "cdate") },
    { client: "conv/query", server: "conv/results", with: conv("results.data") },
    { client: "conv/update", server: "conv/updated", with: conv("udate", "attrModified.data") },
    { client: "conv/add", server: "conv/added", with: conv("allowedPids") },
    { client: "conv/add", server: "error", with: failure },
    { client: "conv/remove", server: "conv/removed", with: conv("allowedPids") },
    { client: "conv/count", server: "conv/result", with: conv("count") },
    { client: "direct", server: "ack", with: ack("uid", "t", "cid") },
    { client: "direct", server: "ack", with: ack("code", "reason") },
    { client: "ack" },
    { client: "logs", server: "logs", with: ["logsMessage.logs"] },
    { server: "direct", with: direct("cid", "id", "fromPeerId", "msg", "timestamp") },
    { server: "direct", with: direct("offline") },
    { server: "rcp", with: rcp("cid", "id") },
    { server: "conv/joined", with: conv("cid", "initBy") },
    { server: "conv/members_joined", with: conv("cid", "m", "initBy") },
    { server: "conv/left", with: conv("cid", "initBy") },
    { server: "conv/members_left", with: conv("cid", "m", "initBy") },
  ],
} satisfies Record<string, readonly Row[]>;

export type Area = keyof typeof commandTable;
