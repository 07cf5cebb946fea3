"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { ForbiddenState } from "@/components/layout/forbidden-state";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { useCan } from "@/components/layout/session-context";
import type { SignatureDraft } from "@/components/signatures/signature-draft";
import { SignatureTester } from "@/components/signatures/signature-tester";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { signaturesSearchParams } from "./search-params";

/** What is signed, and why a signature is refused. */
export function SignaturesClient({ appId }: { appId: string }) {
  const t = useTranslations("signatures");
  const can = useCan();
  const [params, setParams] = useQueryStates(signaturesSearchParams, { history: "replace" });
  const keep = useCallback(
    (draft: SignatureDraft) =>
      setParams({
        operation: draft.operation,
        client: draft.clientId || null,
        conversation: draft.conversationId || null,
        members: draft.members,
        super: draft.isSuper || null,
        time: draft.timestamp || null,
        nonce: draft.nonce || null,
      }),
    [setParams],
  );
  return (
    <>
      <PageHeader breadcrumbs={[{ label: t("title") }]} />
      <PageBody>
        {can("signature.check") ? (
          <SignatureTester
            appId={appId}
            initial={{
              operation: params.operation,
              clientId: params.client,
              conversationId: params.conversation,
              members: params.members,
              isSuper: params.super,
              timestamp: params.time,
              nonce: params.nonce,
            }}
            onDraftChange={keep}
          />
        ) : (
          <ForbiddenState needs="moderator" />
        )}
      </PageBody>
    </>
  );
}
