import type { CheckSignature } from "@/lib/contracts/signatures";
import { type SignedOperation, signedShapes } from "@/lib/protocol/signed-text";

/** What is typed into the form, but the signature: all of it may stand in the address. */
export interface SignatureDraft {
  operation: SignedOperation;
  clientId: string;
  conversationId: string;
  members: readonly string[];
  isSuper: boolean;
  timestamp: string;
  nonce: string;
}

export type DraftProblem = "needed" | "wholeNumber" | "leftover";
export type DraftProblems = Partial<Record<keyof SignatureDraft, DraftProblem>>;

/** What is missing before the draft can be checked, by field. */
export function problemsOf(draft: SignatureDraft, leftover: string): DraftProblems {
  const shape = signedShapes[draft.operation];
  const problems: DraftProblems = {};
  if (draft.clientId.trim() === "") problems.clientId = "needed";
  if (shape.conversation === "needed" && draft.conversationId.trim() === "")
    problems.conversationId = "needed";
  if (shape.members !== "none" && leftover !== "") problems.members = "leftover";
  else if (shape.members === "needed" && draft.members.length === 0) problems.members = "needed";
  if (!/^\d{1,16}$/.test(draft.timestamp.trim())) {
    problems.timestamp = draft.timestamp.trim() === "" ? "needed" : "wholeNumber";
  }
  if (draft.nonce === "") problems.nonce = "needed";
  return problems;
}

/** The draft as the API takes it; what its operation does not sign is left out. */
export function toSubject(draft: SignatureDraft): Omit<CheckSignature, "signature"> {
  const shape = signedShapes[draft.operation];
  return {
    operation: draft.operation,
    clientId: draft.clientId.trim(),
    conversationId: shape.conversation === "none" ? "" : draft.conversationId.trim(),
    members: shape.members === "none" ? [] : [...draft.members],
    isSuper: draft.operation === "v1-open" && draft.isSuper,
    timestamp: Number(draft.timestamp.trim()),
    nonce: draft.nonce,
  };
}

/** A nonce as SDKs make them: 16 letters and digits that nobody can guess. */
export function newNonce(): string {
  const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => alphabet[byte & 31]).join("");
}
