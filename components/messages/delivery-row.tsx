"use client";

import { useTranslations } from "next-intl";
import { ClientLink } from "@/components/entities/client-link";
import { SessionDevice } from "@/components/entities/session-device";
import { Badge } from "@/components/ui/badge";
import { Timestamp } from "@/components/ui/timestamp";
import type { MessageTrace, TraceReceiver } from "@/lib/contracts/traces";
import { factsOf } from "./delivery-facts";

const closeBy = 6 * 3_600_000;

const tones = {
  read: "ok",
  received: "ok",
  pushed: "accent",
  failed: "danger",
  offline: "warn",
  excluded: "neutral",
  absent: "neutral",
  unknown: "neutral",
} as const;

/** What became of the message for one client: its state, why, when, and on which sessions. */
export function DeliveryRow({
  appId,
  receiver,
  scope,
  sentAt,
}: {
  appId: string;
  receiver: TraceReceiver;
  scope: MessageTrace["scope"];
  /** When the message was sent. */
  sentAt: number;
}) {
  const t = useTranslations("delivery");
  const { state, isSender } = receiver;
  const facts = factsOf(receiver, scope);
  const tone = isSender ? "neutral" : tones[state];
  return (
    <li className="border-b py-2.5 last:border-b-0" data-client={receiver.clientId}>
      <div className="flex items-center gap-3">
        <div className="flex min-w-0 flex-1">
          <ClientLink appId={appId} clientId={receiver.clientId} />
        </div>
        <Badge tone={tone}>{isSender ? t("sender") : t(`state.${state}`)}</Badge>
      </div>
      {facts.length > 0 || receiver.sessions.length > 0 ? (
        <div className="mt-1 flex flex-col gap-1 pl-6.5 text-muted text-sm">
          {facts.map(({ key, at }) => (
            <p key={key} className="text-pretty">
              {t.rich(key, { time: () => (at === null ? null : <Moment value={at} sentAt={sentAt} />) })}
            </p>
          ))}
          {receiver.sessions.length > 0 ? (
            <ul className="flex flex-col gap-1" aria-label={t("sessions")}>
              {receiver.sessions.map(({ id, isSent, session }) => (
                <li key={id} className="flex flex-wrap items-center gap-x-2 text-ink">
                  {session === null ? (
                    <span className="font-mono text-muted text-xs">{id}</span>
                  ) : (
                    <SessionDevice session={session} />
                  )}
                  {session?.address ? (
                    <span className="font-mono text-muted text-xs">{session.address}</span>
                  ) : null}
                  {isSent ? null : <span className="text-danger-ink">{t("notGiven")}</span>}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

/** To the second while it is close to the sending, else with its day. */
function Moment({ value, sentAt }: { value: number; sentAt: number }) {
  return <Timestamp value={value} mode={Math.abs(value - sentAt) < closeBy ? "seconds" : "dateTime"} />;
}
