"use client";

import { PenLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { EmptyState } from "@/components/layout/empty-state";
import { ErrorState } from "@/components/layout/error-state";
import { Banner } from "@/components/ui/banner";
import type { CheckSignature } from "@/lib/contracts/signatures";
import { useCheckSignature } from "@/lib/queries/signatures/mutations";
import { RightSignature } from "./right-signature";
import { type SignatureDraft, toSubject } from "./signature-draft";
import { SignatureForm } from "./signature-form";
import { SignedTextView } from "./signed-text-view";
import { SignedTime, Verdict } from "./verdict";

/** Takes what a client did and the signature it sent; tells what is signed, and what is wrong with that signature. */
export function SignatureTester({
  appId,
  initial,
  onDraftChange,
}: {
  appId: string;
  initial: SignatureDraft;
  /** Told a moment after the last key; never told of the signature. */
  onDraftChange: (draft: SignatureDraft) => void;
}) {
  const t = useTranslations("signatures");
  const [draft, setDraft] = useState(initial);
  const [signature, setSignature] = useState("");
  const check = useCheckSignature(appId);
  const result = useRef<HTMLElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => onDraftChange(draft), 300);
    return () => clearTimeout(timer);
  }, [draft, onDraftChange]);
  const asked = check.variables;
  const isStale = asked !== undefined && !isSame(asked, { ...toSubject(draft), signature });
  return (
    <div className="mx-auto grid w-full max-w-6xl items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <div className="flex flex-col gap-4">
        <p className="text-muted text-sm">{t("intro")}</p>
        <SignatureForm
          value={draft}
          onValueChange={(change) => setDraft((before) => ({ ...before, ...change }))}
          signature={signature}
          onSignatureChange={setSignature}
          isBusy={check.isPending}
          onSubmit={() =>
            check.mutate(
              { ...toSubject(draft), signature },
              { onSettled: () => result.current?.scrollIntoView({ block: "nearest" }) },
            )
          }
        />
      </div>
      <section
        ref={result}
        aria-label={t("result.label")}
        aria-live="polite"
        className="flex min-w-0 flex-col gap-5"
      >
        {check.error ? <ErrorState error={check.error} isCompact /> : null}
        {check.data && asked ? (
          <>
            {isStale ? <Banner>{t("result.stale")}</Banner> : null}
            {check.data.verdict ? (
              <Verdict subject={asked} verdict={check.data.verdict} time={check.data.time} />
            ) : null}
            <SignedTextView operation={asked.operation} check={check.data} />
            <SignedTime time={check.data.time} />
            <RightSignature
              key={JSON.stringify(asked)}
              appId={appId}
              subject={withoutSignature(asked)}
              timeState={check.data.time.state}
            />
          </>
        ) : check.error ? null : (
          <EmptyState icon={<PenLine size={18} />} title={t("empty.title")} description={t("empty.text")} />
        )}
      </section>
    </div>
  );
}

function isSame(a: CheckSignature, b: CheckSignature): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function withoutSignature({ signature: _signature, ...subject }: CheckSignature) {
  return subject;
}
