import "server-only";
import type { SignatureCause } from "@/lib/contracts/signatures";
import {
  type SignedInput,
  type SignedOperation,
  type SignedPart,
  signedOperations,
  signedParts,
  signedShapes,
} from "@/lib/protocol/signed-text";

/** A text as somebody may have put it together, and in what it differs from the right one. */
export type Draft = {
  order: SignedPart[];
  values: Record<SignedPart, string>;
  members: string[];
  separator: string;
  ending: string;
  causes: SignatureCause[];
};

/** One way to go wrong; answers the ways it changes a draft, none where it changes nothing. */
export type Deviation = (draft: Draft) => Draft[];

/** What else may have been put where the app id belongs. */
export type Surroundings = { appKey: string; otherAppIds: readonly { name: string; appId: string }[] };

/** What `draft` says. */
export function textOf(draft: Draft): string {
  const { order, values, members, separator } = draft;
  const parts = order.map((part) => (part === "members" ? members.join(separator) : values[part]));
  return parts.join(":") + draft.ending;
}

/** The right text of an operation, ready to be spoilt. */
export function draftOf(input: SignedInput, causes: SignatureCause[] = []): Draft {
  const parts = signedParts(input);
  const { action = "" } = signedShapes[input.operation];
  return {
    order: parts.map(({ part }) => part),
    values: {
      app: input.appId,
      client: input.clientId,
      conversation: input.conversationId,
      members: "",
      empty: "",
      timestamp: String(input.timestamp),
      nonce: input.nonce,
      action,
      super: "su",
    },
    members: sorted(input.members),
    separator: ":",
    ending: "",
    causes,
  };
}

/** The texts of the other operations with the same fields. */
export function draftsOfOthers(input: SignedInput): Draft[] {
  const own = textOf(draftOf(input));
  const seen = new Set([own]);
  return signedOperations.flatMap((operation: SignedOperation) => {
    const draft = draftOf({ ...input, operation }, [{ code: "other-operation", detail: operation }]);
    const text = textOf(draft);
    if (seen.has(text)) return [];
    seen.add(text);
    return [draft];
  });
}

/** Every deviation that is looked for, in the order in which two of them are put together. */
export function deviations(input: SignedInput, around: Surroundings): Deviation[] {
  return [
    selfAmongMembers(input),
    membersOrder(input.members),
    membersSeparator,
    membersMissing,
    appIds(around),
    timeUnit,
    timeAndNonce,
    partMissing,
    conversationMissing,
    conversationAndMembers,
    actionWord,
    superPeer(input),
    lineBreak,
  ];
}

const sorted = (members: readonly string[]) => [...members].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

function changed(
  draft: Draft,
  code: SignatureCause["code"],
  change: Partial<Omit<Draft, "causes">>,
  detail: string | null = null,
): Draft {
  return { ...draft, ...change, causes: [...draft.causes, { code, detail }] };
}

const value = (draft: Draft, part: SignedPart, text: string) => ({
  values: { ...draft.values, [part]: text },
});

function selfAmongMembers({ clientId }: SignedInput): Deviation {
  return (draft) => {
    if (!draft.order.includes("members")) return [];
    const others = draft.members.filter((member) => member !== clientId);
    if (others.length < draft.members.length) return [changed(draft, "self-missing", { members: others })];
    return [changed(draft, "self-included", { members: sorted([...draft.members, clientId]) })];
  };
}

const asWords = new Intl.Collator("en").compare;
const asNumbers = new Intl.Collator("en", { numeric: true }).compare;

/** As given, backwards, as words are sorted, as numbers are. Members that were not given (the client itself) come last, or first. */
function membersOrder(given: readonly string[]): Deviation {
  return (draft) => {
    if (!draft.order.includes("members") || draft.members.length < 2) return [];
    const { members } = draft;
    const added = members.filter((member) => !given.includes(member));
    const kept = given.filter((member) => members.includes(member));
    const orders = [
      [...kept, ...added],
      [...added, ...kept],
      [...members].reverse(),
      [...members].sort(asWords),
      [...members].sort(asNumbers),
      [...members].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
    ];
    return distinct([members, ...orders])
      .slice(1)
      .map((order) => changed(draft, "members-order", { members: order }));
  };
}

function distinct(orders: string[][]): string[][] {
  return [...new Map(orders.map((order) => [order.join("\n"), order])).values()];
}

const membersSeparator: Deviation = (draft) => {
  if (!draft.order.includes("members") || draft.members.length < 2) return [];
  return [",", ", ", ";", "", " "].map((separator) =>
    changed(draft, "members-separator", { separator }, separator),
  );
};

const membersMissing: Deviation = (draft) =>
  draft.order.includes("members") && draft.members.length > 0
    ? [changed(draft, "members-missing", { members: [] })]
    : [];

function appIds({ appKey, otherAppIds }: Surroundings): Deviation {
  return (draft) => {
    const own = draft.values.app;
    const forms = new Set([own.replace(/-[^-]*$/, ""), own.toLowerCase(), own.toUpperCase()]);
    forms.delete(own);
    return [
      changed(draft, "app-id-is-key", value(draft, "app", appKey)),
      ...[...forms].map((form) => changed(draft, "app-id-form", value(draft, "app", form), form)),
      ...otherAppIds
        .filter(({ appId }) => appId !== own)
        .map(({ name, appId }) => changed(draft, "other-app-id", value(draft, "app", appId), name)),
    ];
  };
}

const timeUnit: Deviation = (draft) => {
  const time = Number(draft.values.timestamp);
  const isSeconds = time < 1e11;
  const others = isSeconds ? [time * 1000] : [Math.floor(time / 1000), Math.round(time / 1000)];
  return [...new Set(others)].map((other) =>
    changed(
      draft,
      "time-unit",
      value(draft, "timestamp", String(other)),
      isSeconds ? "milliseconds" : "seconds",
    ),
  );
};

const timeAndNonce: Deviation = (draft) => {
  const other = { timestamp: "nonce", nonce: "timestamp" } as const;
  const order = draft.order.map((part) => (part === "timestamp" || part === "nonce" ? other[part] : part));
  return [changed(draft, "time-and-nonce", { order })];
};

const partMissing: Deviation = (draft) => {
  const isNothing = (part: SignedPart) =>
    part === "empty" ||
    (part === "members" && draft.members.length === 0) ||
    (part === "conversation" && draft.values.conversation === "");
  const order = draft.order.filter((part) => !isNothing(part));
  return order.length < draft.order.length ? [changed(draft, "part-missing", { order })] : [];
};

const conversationMissing: Deviation = (draft) =>
  draft.order.includes("conversation") && draft.values.conversation !== ""
    ? [
        changed(draft, "conversation-missing", value(draft, "conversation", "")),
        changed(draft, "conversation-missing", {
          order: draft.order.filter((part) => part !== "conversation"),
        }),
      ]
    : [];

/** One SDK hands its signature factory the arguments of block lists the other way round. */
const conversationAndMembers: Deviation = (draft) => {
  const { order, values } = draft;
  if (!order.includes("conversation")) return [];
  const rest = order.includes("members") ? "members" : order.includes("empty") ? "empty" : null;
  if (rest === null || values.conversation === "") return [];
  const swapped = order.map((part) =>
    part === "conversation" ? rest : part === rest ? "conversation" : part,
  );
  return [changed(draft, "conversation-and-members", { order: swapped })];
};

const words = [
  "invite",
  "kick",
  "add",
  "remove",
  "join",
  "conversation-block-clients",
  "conversation-unblock-clients",
  "client-block-conversations",
  "client-unblock-conversations",
  "block",
  "unblock",
];

const actionWord: Deviation = (draft) => {
  if (!draft.order.includes("action")) {
    const withAction = [...draft.order, "action" as const];
    return ["open", "start", "create", "invite"].map((word) =>
      changed(draft, "action-word", { order: withAction, ...value(draft, "action", word) }, word),
    );
  }
  const others = words.filter((word) => word !== draft.values.action);
  return [
    ...others.map((word) => changed(draft, "action-word", value(draft, "action", word), word)),
    changed(draft, "action-missing", { order: draft.order.filter((part) => part !== "action") }),
  ];
};

function superPeer({ operation }: SignedInput): Deviation {
  return (draft) => {
    if (operation !== "v1-open") return [];
    const isSuper = draft.order.includes("super");
    const order = isSuper
      ? draft.order.filter((part) => part !== "super")
      : [...draft.order, "super" as const];
    return [changed(draft, isSuper ? "super-missing" : "super-included", { order })];
  };
}

/** `echo` puts one behind what it prints. */
const lineBreak: Deviation = (draft) =>
  ["\n", "\r\n"].map((ending) => changed(draft, "line-break", { ending }));
