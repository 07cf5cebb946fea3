import type { Announcement } from "@/lib/queries/broadcasts/send";

/** A message with its push data may have this many bytes. */
export const maxMessageBytes = 5_120;
/** A broadcast stays valid at most this long. */
export const maxValidity = 30 * 86_400_000;
export const maxRecipients = 20;

export const audiences = ["clients", "subscribers", "everyone"] as const;
export type Audience = (typeof audiences)[number];
export const steps = ["audience", "content", "check", "send"] as const;
export type Step = (typeof steps)[number];
export const validities = ["day", "week", "month", "until"] as const;
export type Validity = (typeof validities)[number];

const validityMs = { day: 86_400_000, week: 7 * 86_400_000, month: maxValidity } as const;

/** What the URL holds of an announcement. */
export interface Target {
  conversationId: string;
  audience: Audience;
  to: readonly string[];
}

/** What is typed beside the content and kept as a draft. */
export interface Options {
  from: string;
  /** Text, or a JSON object; empty for none. */
  pushData: string;
  transient: boolean;
  validity: Validity;
  until: number | null;
}

export const noOptions: Options = {
  from: "",
  pushData: "",
  transient: false,
  validity: "month",
  until: null,
};

export type Problem =
  | { step: "audience"; code: "no-conversation" | "no-recipients" | "too-many-recipients" | "leftover" }
  | {
      step: "content";
      code: "no-sender" | "no-content" | "too-large" | "until-missing" | "until-past" | "until-far";
    };

export interface Plan {
  target: Target;
  options: Options;
  /** The message's body; null while it is incomplete. */
  data: string | null;
}

/** Everything that stands in the way of sending, in the order of the steps. */
export function findProblems({ target, options, data }: Plan, now: number): Problem[] {
  const problems: Problem[] = [];
  if (target.conversationId === "") problems.push({ step: "audience", code: "no-conversation" });
  if (target.audience === "clients") {
    if (target.to.length === 0) problems.push({ step: "audience", code: "no-recipients" });
    if (target.to.length > maxRecipients) problems.push({ step: "audience", code: "too-many-recipients" });
  }
  if (data === null) problems.push({ step: "content", code: "no-content" });
  if (options.from.trim() === "") problems.push({ step: "content", code: "no-sender" });
  if (data !== null && messageBytes(data, options.pushData) > maxMessageBytes) {
    problems.push({ step: "content", code: "too-large" });
  }
  if (target.audience === "everyone" && options.validity === "until") {
    if (options.until === null) problems.push({ step: "content", code: "until-missing" });
    else if (options.until <= now) problems.push({ step: "content", code: "until-past" });
    else if (options.until > now + maxValidity) problems.push({ step: "content", code: "until-far" });
  }
  return problems;
}

/** How far one may go: the first step that still has a problem, else the check. */
export function furthestStep(problems: readonly Problem[]): Exclude<Step, "send"> {
  return problems.some((problem) => problem.step === "audience")
    ? "audience"
    : problems.length > 0
      ? "content"
      : "check";
}

/** Bytes as the server counts them: the body, and the push data as it is sent. */
export function messageBytes(data: string, pushData: string): number {
  const push = readPushData(pushData);
  const pushText = push === undefined ? "" : typeof push === "string" ? push : JSON.stringify(push);
  return byteLength(data) + byteLength(pushText);
}

/** Push data as it is sent: an object when it is one, else the text as typed; undefined for none. */
export function readPushData(text: string): string | Record<string, unknown> | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  if (!trimmed.startsWith("{")) return trimmed;
  try {
    const value: unknown = JSON.parse(trimmed);
    return isRecord(value) ? value : trimmed;
  } catch {
    return trimmed;
  }
}

/** Push data that looks like JSON but cannot be read as it. */
export function isBrokenPushData(text: string): boolean {
  return text.trim().startsWith("{") && typeof readPushData(text) === "string";
}

/** Until when people who log in get it; null for what is delivered like any message. */
export function validTill({ target, options }: Pick<Plan, "target" | "options">, now: number): number | null {
  if (target.audience !== "everyone") return null;
  return options.validity === "until" ? options.until : now + validityMs[options.validity];
}

/** Whether only those online get it; a message to subscribers is always kept. */
export function isTransient({ target, options }: Pick<Plan, "target" | "options">): boolean {
  return options.transient && target.audience !== "subscribers";
}

/** The call that sends the plan; null while something is missing. */
export function toAnnouncement(plan: Plan, now: number): Announcement | null {
  const { target, options, data } = plan;
  if (data === null || findProblems(plan, now).length > 0) return null;
  const body = { from: options.from.trim(), data, pushData: readPushData(options.pushData) };
  if (target.audience === "clients") {
    return {
      type: "clients",
      conversationId: target.conversationId,
      body: { ...body, transient: isTransient(plan), toClients: [...target.to] },
    };
  }
  return {
    type: "broadcast",
    body: {
      ...body,
      transient: isTransient(plan),
      conversationId: target.conversationId,
      audience: target.audience,
      validTill: validTill(plan, now) ?? undefined,
    },
  };
}

/** Reads kept options back; anything unknown falls back to its default. */
export function readOptions(value: unknown): Options {
  if (!isRecord(value)) return noOptions;
  const { from, pushData, transient, validity, until } = value;
  return {
    from: typeof from === "string" ? from : "",
    pushData: typeof pushData === "string" ? pushData : "",
    transient: transient === true,
    validity: validities.find((one) => one === validity) ?? "month",
    until: typeof until === "number" ? until : null,
  };
}

const byteLength = (text: string) => new TextEncoder().encode(text).length;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
