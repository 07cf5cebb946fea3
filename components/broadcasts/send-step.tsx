"use client";

import { CheckCircle2, CircleHelp, XCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { conversationHref } from "@/components/entities/hrefs";
import { Button, ButtonLink } from "@/components/ui/button";
import { CopyableId } from "@/components/ui/copyable-id";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { Timestamp } from "@/components/ui/timestamp";
import { useErrorText } from "@/components/ui/use-error-text";
import { isApiError } from "@/lib/queries/api-error";
import type { Target } from "./plan";
import type { Sending } from "./use-sending";

/** What became of it, said as far as it is known. */
export function SendStep({
  appId,
  target,
  sending,
  canSendAgain,
  onAgain,
  onCheck,
  onBack,
  onNew,
}: {
  appId: string;
  target: Target;
  sending: Sending;
  /** This browser still has what was to be sent. */
  canSendAgain: boolean;
  onAgain: () => void;
  onCheck: () => void;
  /** Back to the check, for a new attempt. */
  onBack: () => void;
  onNew: () => void;
}) {
  const t = useTranslations("broadcasts.send");
  switch (sending.phase) {
    case "idle":
    case "sending":
    case "checking":
      return (
        <Outcome
          icon={<Spinner size={20} />}
          title={t(sending.phase === "sending" ? "sending" : "checking")}
          text={t(sending.phase === "sending" ? "sendingText" : "checkingText")}
        />
      );
    case "sent":
      return (
        <Outcome
          icon={<CheckCircle2 size={22} className="text-ok-ink" aria-hidden />}
          title={t(`sent.${target.audience}`)}
          text={t(`sentText.${target.audience}`)}
          actions={
            <>
              <ButtonLink variant="primary" href={placeOf(appId, target)}>
                {t(target.audience === "everyone" ? "toBroadcasts" : "toConversation")}
              </ButtonLink>
              <Button onClick={onNew}>{t("another")}</Button>
            </>
          }
        >
          {sending.result ? (
            <span className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1">
              <span className="inline-flex items-center gap-1">
                {t("messageId")} <CopyableId id={sending.result.messageId} />
              </span>
              <Timestamp value={sending.result.timestamp} mode="seconds" />
            </span>
          ) : null}
        </Outcome>
      );
    case "failed":
      if (isApiError(sending.error, "unknowable"))
        return <Unknowable error={sending.error} onBack={onBack} onNew={onNew} />;
      return sending.isDefinite ? (
        <Refused error={sending.error} onBack={onBack} />
      ) : (
        <Unsure error={sending.error} onCheck={onCheck} onAgain={canSendAgain ? onAgain : null} />
      );
    case "lost":
      return (
        <Outcome
          icon={<XCircle size={22} className="text-danger-ink" aria-hidden />}
          title={t("lost")}
          text={t(canSendAgain ? "lostText" : "lostElsewhere")}
          actions={
            canSendAgain ? (
              <Button variant="primary" onClick={onAgain}>
                {t("again")}
              </Button>
            ) : (
              <Button onClick={onNew}>{t("another")}</Button>
            )
          }
        />
      );
  }
}

/** Where what was sent can be seen. */
function placeOf(appId: string, { audience, conversationId, to }: Target): string {
  if (audience === "everyone") {
    return `/apps/${encodeURIComponent(appId)}/broadcasts?conversation=${encodeURIComponent(conversationId)}`;
  }
  const client = audience === "clients" && to[0] ? `&client=${encodeURIComponent(to[0])}` : "";
  return `${conversationHref(appId, conversationId)}?tab=messages${client}`;
}

/** The server said no: nothing was sent. */
function Refused({ error, onBack }: { error: unknown; onBack: () => void }) {
  const t = useTranslations("broadcasts.send");
  const errorText = useErrorText();
  return (
    <Outcome
      icon={<XCircle size={22} className="text-danger-ink" aria-hidden />}
      title={t("failed")}
      text={errorText(error)}
      error={error}
      actions={
        <Button variant="primary" onClick={onBack}>
          {t("backToCheck")}
        </Button>
      }
    />
  );
}

/** Nobody knows yet: the same operation can be asked for or tried again without doubling. */
function Unsure({
  error,
  onCheck,
  onAgain,
}: {
  error: unknown;
  onCheck: () => void;
  onAgain: (() => void) | null;
}) {
  const t = useTranslations("broadcasts.send");
  const errorText = useErrorText();
  return (
    <Outcome
      icon={<CircleHelp size={22} className="text-warn-ink" aria-hidden />}
      title={t("unsure")}
      text={`${errorText(error)} ${t("unsureText")}`}
      error={error}
      actions={
        <>
          <Button variant="primary" onClick={onCheck}>
            {t("ask")}
          </Button>
          {onAgain ? <Button onClick={onAgain}>{t("again")}</Button> : null}
        </>
      }
    />
  );
}

/** Nobody will ever know: whoever has read why may send it anew. */
function Unknowable({ error, onBack, onNew }: { error: unknown; onBack: () => void; onNew: () => void }) {
  const t = useTranslations("broadcasts.send");
  const errorText = useErrorText();
  return (
    <Outcome
      icon={<CircleHelp size={22} className="text-warn-ink" aria-hidden />}
      title={t("unsure")}
      text={errorText(error)}
      error={error}
      actions={
        <>
          <Button variant="primary" onClick={onNew}>
            {t("another")}
          </Button>
          <Button onClick={onBack}>{t("backToCheck")}</Button>
        </>
      }
    />
  );
}

function Outcome({
  icon,
  title,
  text,
  error,
  children,
  actions,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  /** What stood in the way. */
  error?: unknown;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <section role="status" className="flex flex-col items-center gap-2 py-12 text-center">
      {icon}
      <h2 className="text-lg">{title}</h2>
      <p className="max-w-md text-muted text-pretty">{text}</p>
      <ErrorNote error={error} className="justify-center" />
      {children ? <div className="text-muted text-sm">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </section>
  );
}
