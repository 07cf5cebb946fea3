import "server-only";
import type { UnknowableReason } from "@/lib/contracts/common";
import type { Changer } from "@/lib/contracts/messages";
import type { Capability } from "@/lib/contracts/session";
import type { LeanCloud } from "@/lib/leancloud/request";
import type { MessageChangeWire } from "@/lib/protocol/rest/parley";
import type { MessagePlace } from "../../messages/recallers";
import type { AppRow } from "../../store/tables";
import type { EvidenceBefore } from "../evidence-before";

/** What looking at the server's state tells about an operation whose answer was lost. */
export type Verdict =
  /** `details`: what the audit keeps of how it was found out. */
  | { outcome: "happened"; result: unknown; details?: Record<string, unknown> }
  /** `message`: what else than that it was not carried out. */
  | { outcome: "not-there"; message?: string }
  /** This look was not enough. */
  | { outcome: "cannot-tell" }
  /** Nothing on the server shows it either way, however often it is looked at. */
  | { outcome: "unknowable"; why: UnknowableReason };

/** On the server's clock. */
export type Times = { from: number; until: number; now: number };

export type OpenOperation = {
  id: string;
  app: AppRow;
  upstream: LeanCloud;
  /** `{ params, query, body }` as the operation was recorded. */
  input: unknown;
  /** What the server can do beyond LeanCloud. */
  capabilities(): Promise<readonly Capability[]>;
  /** What its message said before; see `evidenceBefore`. */
  before(): Promise<EvidenceBefore | undefined>;
  changerOf(place: MessagePlace, change: MessageChangeWire): Promise<Changer | null>;
  /** When whatever it made was made. */
  madeWithin(): Promise<Times>;
  /** Ids of messages and conversations that other operations are known to have made. */
  claimed(): Promise<ReadonlySet<string>>;
};

/** Looks once. Throws what reading throws. */
export type Settler = (operation: OpenOperation) => Promise<Verdict>;

export const happened = (result: unknown): Extract<Verdict, { outcome: "happened" }> => ({
  outcome: "happened",
  result,
});
export const notThere: Verdict = { outcome: "not-there" };
export const cannotTell: Verdict = { outcome: "cannot-tell" };
export const unknowable = (why: UnknowableReason): Verdict => ({ outcome: "unknowable", why });
export const when = (isSo: boolean, result: unknown): Verdict => (isSo ? happened(result) : notThere);
