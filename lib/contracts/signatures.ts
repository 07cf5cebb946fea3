import { z } from "zod";
import { type SignedPart, signedOperations, signedShapes } from "@/lib/protocol/signed-text";
import { clientIdSchema } from "./common";

const maxMembers = 500;
/** Anything an id may be: it is only put into a text. */
const idSchema = z.string().max(128);

/** What a client asks for, as far as it stands in the signed text. */
const subjectSchema = z.object({
  operation: z.enum(signedOperations),
  clientId: clientIdSchema,
  conversationId: idSchema.default(""),
  /** In the order in which the command carries them. */
  members: z.array(clientIdSchema).max(maxMembers).default([]),
  isSuper: z.boolean().default(false),
  /** Seconds or milliseconds, as it is signed. */
  timestamp: z.int().min(0).max(8_640_000_000_000_000),
  nonce: z.string().min(1).max(200),
});
type Subject = z.output<typeof subjectSchema>;

function isComplete(subject: Subject, context: z.core.$RefinementCtx<Subject>): void {
  const { conversation, members } = signedShapes[subject.operation];
  if (conversation === "needed" && subject.conversationId === "") {
    context.addIssue({ code: "custom", path: ["conversationId"], message: "An id is needed here." });
  }
  if (members === "needed" && subject.members.length === 0) {
    context.addIssue({
      code: "custom",
      path: ["members"],
      message: "At least one client id is needed here.",
    });
  }
}

/** `POST /api/apps/{id}/signatures`: makes the right signature. It is as good as a password for one operation. */
export const makeSignatureSchema = subjectSchema.superRefine(isComplete);
export type MakeSignature = z.input<typeof makeSignatureSchema>;
export type MadeSignature = { signature: string; text: string };

/** `POST /api/apps/{id}/signatures/check`: the text, and whether `signature` is right for it. Makes none. */
export const checkSignatureSchema = subjectSchema
  .extend({ signature: z.string().max(500).default("") })
  .superRefine(isComplete);
export type CheckSignature = z.input<typeof checkSignatureSchema>;

/** Why a signature is wrong. `detail` names what was found instead, where there is something to name. */
export const signatureCauses = [
  "expired",
  "future",
  "app-key",
  "other-app-key",
  "app-id-is-key",
  "app-id-form",
  "other-app-id",
  "no-hmac",
  "hash",
  "base64",
  "surroundings",
  "line-break",
  "members-order",
  "members-separator",
  "members-missing",
  "self-included",
  "self-missing",
  "part-missing",
  "time-and-nonce",
  "time-unit",
  "action-word",
  "action-missing",
  "conversation-and-members",
  "conversation-missing",
  "super-included",
  "super-missing",
  "other-operation",
  "not-hex",
  "length",
  "unknown",
] as const;
export type SignatureCause = { code: (typeof signatureCauses)[number]; detail: string | null };

export type SignatureVerdict = {
  isRight: boolean;
  /** In the order in which to mend them; empty when it is right. */
  causes: SignatureCause[];
  /** It is right, and worth a word: `upper-case`, or that the creator is signed among the members or not. */
  notes: ("upper-case" | "with-self" | "without-self")[];
};

export type SignatureCheck = {
  text: string;
  parts: { part: SignedPart; value: string }[];
  time: {
    unit: "seconds" | "milliseconds";
    at: number;
    state: "valid" | "expired" | "future";
    /** Until it expires, or since when it is expired, or how far it lies ahead. */
    byMs: number;
  };
  /** Null when no signature was given. */
  verdict: SignatureVerdict | null;
};
