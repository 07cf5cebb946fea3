/**
 * The texts that LeanCloud signs. Pure strings: the HMAC-SHA1 (key = master key) over them is made where node:crypto
 * may be used. Source: LeanCloud's security guide and SDK sources.
 */

/** What a client can ask for that is signed, as the signature tester names it. */
export const signedOperations = [
  "login",
  "start",
  "invite",
  "kick",
  "history",
  "block",
  "unblock",
  "client-block",
  "client-unblock",
  "v1-open",
  "v1-join",
  "v1-invite",
  "v1-kick",
  "v1-history",
] as const;
export type SignedOperation = (typeof signedOperations)[number];

/** One place between the colons of a signed text. */
export type SignedPart =
  | "app"
  | "client"
  | "conversation"
  | "members"
  | "empty"
  | "timestamp"
  | "nonce"
  | "action"
  | "super";

type Shape = {
  order: readonly SignedPart[];
  action?: string;
  /** Whether a conversation's (v1: a group's) id stands in the text; optional ones may be left empty. */
  conversation: "none" | "needed" | "optional";
  members: "none" | "needed" | "optional";
};

const conversationOf = ["app", "client", "conversation"] as const;
const timed = ["timestamp", "nonce"] as const;
const ofMembers = [...conversationOf, "members", ...timed, "action"] as const;
const ofClient = [...conversationOf, "empty", ...timed, "action"] as const;
const onMembers = (action: string): Shape => ({
  order: ofMembers,
  action,
  conversation: "needed",
  members: "needed",
});
const onClient = (action: string): Shape => ({
  order: ofClient,
  action,
  conversation: "needed",
  members: "none",
});
const history: Shape = {
  order: [...conversationOf, "nonce", "timestamp"],
  conversation: "needed",
  members: "none",
};

/** How the text of each operation is put together. */
export const signedShapes: Readonly<Record<SignedOperation, Shape>> = {
  login: { order: ["app", "client", "empty", ...timed], conversation: "none", members: "none" },
  start: { order: ["app", "client", "members", ...timed], conversation: "none", members: "optional" },
  invite: onMembers("invite"),
  kick: onMembers("kick"),
  history,
  block: onMembers("conversation-block-clients"),
  unblock: onMembers("conversation-unblock-clients"),
  "client-block": onClient("client-block-conversations"),
  "client-unblock": onClient("client-unblock-conversations"),
  "v1-open": { order: ["app", "client", "members", ...timed], conversation: "none", members: "optional" },
  // The group's id is empty when joining makes one.
  "v1-join": { ...onClient("join"), conversation: "optional" },
  "v1-invite": onMembers("invite"),
  "v1-kick": onMembers("kick"),
  "v1-history": history,
};

export type SignedInput = {
  operation: SignedOperation;
  appId: string;
  clientId: string;
  conversationId: string;
  members: readonly string[];
  /** v1 only: opened as a super peer. */
  isSuper: boolean;
  /** As it is signed: seconds or milliseconds. */
  timestamp: number;
  nonce: string;
};

/** What may be left out where the operation's text has no place for it. */
type Optional = "conversationId" | "members" | "isSuper";
export type ToSign = Omit<SignedInput, Optional> & Partial<Pick<SignedInput, Optional>>;

/** The parts of the text that is signed, in order; joined with ":" they are the text. */
export function signedParts(input: ToSign): { part: SignedPart; value: string }[] {
  const { order, action = "" } = signedShapes[input.operation];
  const values: Record<SignedPart, string> = {
    app: input.appId,
    client: input.clientId,
    conversation: input.conversationId ?? "",
    members: [...(input.members ?? [])].sort(compareCodeUnits).join(":"),
    empty: "",
    timestamp: String(input.timestamp),
    nonce: input.nonce,
    action,
    super: "su",
  };
  const isSuper = input.operation === "v1-open" && input.isSuper === true;
  return (isSuper ? [...order, "super" as const] : order).map((part) => ({ part, value: values[part] }));
}

/** The text that is signed. */
export function signedText(input: ToSign): string {
  return signedParts(input)
    .map(({ value }) => value)
    .join(":");
}

function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
