import "server-only";
import type { SignatureCheck, SignatureVerdict } from "@/lib/contracts/signatures";
import { toMilliseconds } from "@/lib/protocol/signatures";
import { type SignedInput, signedParts, signedText } from "@/lib/protocol/signed-text";
import { judgeSignature, type SigningKeys } from "./judge-signature";

/** How far a signature's time may lie from now, either way. */
const validityMs = 6 * 3_600_000;

/** What is signed for an operation, whether its time is still good, and whether `signature` (if any) is right. */
export function checkSignature(
  input: SignedInput,
  signature: string,
  keys: SigningKeys,
  now: number,
): SignatureCheck {
  const time = timeOf(input.timestamp, now);
  const judged = signature.trim() === "" ? null : judgeSignature(input, signature, keys);
  return {
    text: signedText(input),
    parts: signedParts(input),
    time,
    verdict: judged && withTime(judged, time),
  };
}

/** Whether a signature of this time is valid now, and by how much. */
export function timeOf(timestamp: number, now: number): SignatureCheck["time"] {
  const at = toMilliseconds(timestamp);
  const unit = at === timestamp ? "milliseconds" : "seconds";
  const age = now - at;
  if (age > validityMs) return { unit, at, state: "expired", byMs: age - validityMs };
  if (-age > validityMs) return { unit, at, state: "future", byMs: -age };
  return { unit, at, state: "valid", byMs: validityMs - age };
}

function withTime(verdict: SignatureVerdict, { state }: SignatureCheck["time"]): SignatureVerdict {
  if (state === "valid") return verdict;
  return { isRight: false, causes: [...verdict.causes, { code: state, detail: null }], notes: verdict.notes };
}
