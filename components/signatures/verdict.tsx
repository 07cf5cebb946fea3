"use client";

import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import type { SignatureCause, SignatureCheck, SignatureVerdict } from "@/lib/contracts/signatures";
import { useDates } from "@/lib/i18n/use-dates";
import { type SignedOperation, signedOperations, signedShapes } from "@/lib/protocol/signed-text";
import { formatDuration } from "./duration";

interface Subject {
  operation: SignedOperation;
  clientId: string;
}

/** Whether the signature is right, and what to mend. */
export function Verdict({
  subject,
  verdict,
  time,
}: {
  subject: Subject;
  verdict: SignatureVerdict;
  time: SignatureCheck["time"];
}) {
  const t = useTranslations("signatures.result");
  const locale = useLocale();
  const causeText = useCauseText(subject, time);
  const { causes, notes } = verdict;
  const client = subject.clientId;
  if (verdict.isRight) {
    return (
      <Banner tone="ok" title={t("right")}>
        <p>{t("valid", { by: formatDuration(time.byMs, locale), client })}</p>
        {notes.map((note) => (
          <p key={note}>{t(`notes.${note}`, { client })}</p>
        ))}
      </Banner>
    );
  }
  return (
    <Banner tone="danger" title={causes.length > 1 ? t("wrongMany", { count: causes.length }) : t("wrong")}>
      {causes.length > 1 ? (
        <ol className="list-decimal pl-5">
          {causes.map((cause) => (
            <li key={cause.code}>{causeText(cause)}</li>
          ))}
        </ol>
      ) : (
        causes.map((cause) => <p key={cause.code}>{causeText(cause)}</p>)
      )}
    </Banner>
  );
}

function useCauseText({ operation, clientId }: Subject, time: SignatureCheck["time"]) {
  const t = useTranslations("signatures");
  const locale = useLocale();
  const action = signedShapes[operation].action ?? "";
  return ({ code, detail }: SignatureCause) => {
    const other = signedOperations.find((one) => one === detail);
    return t(`causes.${code}`, {
      detail: detail ?? "",
      by: formatDuration(time.byMs, locale),
      client: clientId,
      action,
      hasAction: action === "" ? "no" : "yes",
      operation: other ? t(`operations.${other}.name`) : "",
    });
  };
}

/** When it was signed, and whether that is still good. */
export function SignedTime({ time }: { time: SignatureCheck["time"] }) {
  const t = useTranslations("signatures.result.time");
  const dates = useDates();
  const by = formatDuration(time.byMs, dates.locale);
  return (
    <p className="text-sm">
      <span className="text-muted">{t("label")}</span>{" "}
      <time dateTime={new Date(time.at).toISOString()}>{dates.format(time.at, "exact")}</time>
      <span className="text-muted">
        {" · "}
        {t(time.unit)}
        {" · "}
      </span>
      <span className={time.state === "valid" ? "text-ok-ink" : "text-danger-ink"}>
        {t(time.state, { by })}
      </span>
    </p>
  );
}
