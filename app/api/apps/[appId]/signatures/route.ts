import { ApiFailure } from "@/lib/api/api-failure";
import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { signatureTarget } from "@/lib/api/targets";
import { openKeys } from "@/lib/console/apps/open-app";
import { timeOf } from "@/lib/console/signatures/check-signature";
import { signText } from "@/lib/console/signatures/judge-signature";
import { type MadeSignature, makeSignatureSchema } from "@/lib/contracts/signatures";
import { signedText } from "@/lib/protocol/signed-text";

/** The right signature. Whoever holds it can act as the client: audited, and made for no time that is still to come. */
export const POST = route(
  { access: "signature.make", params: appParams, body: makeSignatureSchema },
  async (call): Promise<MadeSignature> => {
    const { context, app, body } = call;
    if (timeOf(body.timestamp, Date.now()).state === "future") {
      const message = "This time lies more than six hours ahead. Signatures are not made in advance.";
      throw new ApiFailure("bad_request", message, { fields: { timestamp: message } });
    }
    const text = signedText({ ...body, appId: app.leancloud_app_id });
    const signature = signText(openKeys(context, app).masterKey, text);
    const { operation, conversationId, members, timestamp } = body;
    await call.audit({
      action: "signature.make",
      result: "succeeded",
      target: signatureTarget(call),
      details: { input: { operation, conversationId, members: members.slice(0, 20), timestamp } },
    });
    return { signature, text };
  },
);
