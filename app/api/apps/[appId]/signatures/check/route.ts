import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { signatureTarget } from "@/lib/api/targets";
import { checkSignature } from "@/lib/console/signatures/check-signature";
import { signingKeysFor } from "@/lib/console/signatures/signing-keys";
import { checkSignatureSchema, type SignatureCheck } from "@/lib/contracts/signatures";

/** What is signed for an operation and, when a signature is given, whether it is right. Answers no signature. */
export const POST = route(
  { access: "signature.check", params: appParams, body: checkSignatureSchema },
  async (call): Promise<SignatureCheck> => {
    const { context, app, signedIn } = call;
    const { signature, ...subject } = call.body;
    const keys = await signingKeysFor(context, app, signedIn.grants);
    const check = checkSignature({ ...subject, appId: app.leancloud_app_id }, signature, keys, Date.now());
    if (check.verdict) {
      const { operation, conversationId, timestamp } = subject;
      await call.audit({
        action: "signature.check",
        result: "succeeded",
        target: signatureTarget(call),
        details: {
          input: { operation, conversationId, timestamp },
          isRight: check.verdict.isRight,
          causes: check.verdict.causes.map(({ code }) => code),
        },
      });
    }
    return check;
  },
);
