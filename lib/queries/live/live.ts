import type { LiveEvent, LiveFrame } from "@/lib/contracts/live";

/** How well a tab keeps up with an app. */
export interface LiveStatus {
  /** `off`: nothing is heard (yet). `checking`: the stream is being resumed. `behind`: it cannot be, since `since`. */
  state: "off" | "checking" | "live" | "behind";
  /** Everything up to then has been told: ms, the IM server’s clock. */
  completeUpTo: number | null;
  since: number | null;
}

type Activity = Extract<LiveEvent, { type: "activity" }>;
type Line = Pick<Activity, "conversationId" | "clientId">;
export type LiveOperator = Activity["operators"][number];
type FrameHandler = (frame: LiveFrame) => void;

const off: LiveStatus = { state: "off", completeUpTo: null, since: null };
const nobody: readonly LiveOperator[] = [];
const statuses = new Map<string, LiveStatus>();
const activities = new Map<string, Map<string, readonly LiveOperator[]>>();
const handlers = new Map<string, Set<FrameHandler>>();
const keptFrames = 500;
const recent: { frame: LiveFrame; at: number }[] = [];
let forgottenAt = Number.NEGATIVE_INFINITY;
const listeners = new Set<() => void>();

/** For useSyncExternalStore: any status or activity has changed. */
export function subscribeLive(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function getLiveStatus(appId: string | null): LiveStatus {
  return (appId !== null && statuses.get(appId)) || off;
}

/** Who has a conversation (of a service: its history with one user) open now, the asking operator included. */
export function getOperators(appId: string, line: Line): readonly LiveOperator[] {
  return activities.get(appId)?.get(lineKey(line)) ?? nobody;
}

/** One key for each history that can be open. */
export function lineKey({ conversationId, clientId }: Line): string {
  return JSON.stringify([conversationId, clientId]);
}

/** Every frame of an app, as it comes. */
export function onFrame(appId: string, handler: FrameHandler): () => void {
  const known = handlers.get(appId) ?? new Set();
  handlers.set(appId, known.add(handler));
  return () => known.delete(handler);
}

/** The frames of an app that came since a moment, for who begins to listen late; null when not all are known. */
export function framesSince(appId: string, since: number): LiveFrame[] | null {
  if (forgottenAt >= since) return null;
  return recent.filter(({ frame, at }) => at >= since && frame.appId === appId).map(({ frame }) => frame);
}

/** Hands a frame to the pages, then what it says of freshness and of other operators. */
export function publishFrame(frame: LiveFrame): void {
  const { appId, state } = frame;
  recent.push({ frame, at: Date.now() });
  forgottenAt = recent.length > keptFrames ? (recent.shift()?.at ?? forgottenAt) : forgottenAt;
  for (const handler of handlers.get(appId) ?? []) handler(frame);
  if (state === "reset") activities.delete(appId);
  for (const event of frame.events) if (event.type === "activity") keepActivity(appId, event);
  const last = getLiveStatus(appId);
  const completeUpTo = frame.completeUpTo ?? last.completeUpTo;
  statuses.set(
    appId,
    state === "behind"
      ? { state, completeUpTo, since: completeUpTo ?? last.since ?? Date.now() }
      : { state: "live", completeUpTo, since: null },
  );
  notify();
}

/** Says that the stream itself is being resumed, or cannot be; `off` when it is given up. */
export function publishLoss(appId: string, state: "checking" | "behind" | "off"): void {
  const last = getLiveStatus(appId);
  if (last.state === state) return;
  const since = state === "behind" ? (last.completeUpTo ?? last.since ?? Date.now()) : last.since;
  statuses.set(appId, state === "off" ? off : { ...last, state, since });
  notify();
}

function keepActivity(appId: string, activity: Activity): void {
  const known = activities.get(appId) ?? new Map<string, readonly LiveOperator[]>();
  activities.set(appId, known);
  if (activity.operators.length === 0) known.delete(lineKey(activity));
  else known.set(lineKey(activity), activity.operators);
}

function notify(): void {
  for (const listener of listeners) listener();
}
