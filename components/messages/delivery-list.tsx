"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { Button } from "@/components/ui/button";
import { SearchInput } from "@/components/ui/search-input";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { MessageTrace, TracedMessage } from "@/lib/contracts/traces";
import { messageTraceQueryOptions } from "@/lib/queries/messages/message-queries";
import { inOrder } from "./delivery-headline";
import { DeliveryRow } from "./delivery-row";

/** Rows shown before one asks for all. */
const firstRows = 100;
const longestId = 64;

/** The receivers of a message, with a box that finds one, or asks about a client that is not among them. */
export function DeliveryList({
  appId,
  message,
  trace,
}: {
  appId: string;
  message: TracedMessage;
  trace: MessageTrace;
}) {
  const t = useTranslations("delivery");
  const [text, setText] = useState("");
  const [asked, setAsked] = useState<string | null>(null);
  const [isAll, setAll] = useState(false);
  const wanted = text.trim();
  const rows = inOrder(trace.receivers).filter(({ clientId }) =>
    clientId.toLowerCase().includes(wanted.toLowerCase()),
  );
  const shown = isAll ? rows : rows.slice(0, firstRows);
  const canAsk =
    wanted !== "" &&
    wanted.length <= longestId &&
    !trace.receivers.some(({ clientId }) => clientId === wanted);
  return (
    <div className="flex flex-col gap-3">
      <form
        className="flex items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (canAsk) setAsked(wanted);
        }}
      >
        <SearchInput
          className="min-w-0 flex-1"
          value={text}
          onValueChange={(value) => {
            setText(value);
            setAsked(null);
          }}
          placeholder={t("find")}
        />
        {canAsk ? <Button type="submit">{t("ask")}</Button> : null}
      </form>
      {asked === null ? null : <Asked appId={appId} message={message} clientId={asked} scope={trace.scope} />}
      {shown.length > 0 ? (
        <ul aria-label={t("receivers")}>
          {shown.map((receiver) => (
            <DeliveryRow
              key={receiver.clientId}
              appId={appId}
              receiver={receiver}
              scope={trace.scope}
              sentAt={message.timestamp}
            />
          ))}
        </ul>
      ) : asked === null ? (
        <p className="text-muted text-pretty">{wanted === "" ? t("empty") : t("noMatch", { id: wanted })}</p>
      ) : null}
      {shown.length < rows.length ? (
        <div>
          <Button onClick={() => setAll(true)}>{t("showAll", { count: rows.length })}</Button>
        </div>
      ) : null}
      {trace.isSample && trace.receivers.length > 0 ? (
        <p className="text-muted text-sm text-pretty">{t("sample", { count: trace.receivers.length })}</p>
      ) : null}
    </div>
  );
}

function Asked({
  appId,
  message,
  clientId,
  scope,
}: {
  appId: string;
  message: TracedMessage;
  clientId: string;
  scope: MessageTrace["scope"];
}) {
  const t = useTranslations("delivery");
  const query = useQuery(messageTraceQueryOptions(appId, message, clientId));
  return (
    <QueryBoundary query={query} skeleton={<SkeletonRows rows={1} columns={2} />} isCompact>
      {({ asked }) =>
        asked === null ? null : (
          <ul aria-label={t("asked")} className="rounded-md border bg-sunken px-3">
            <DeliveryRow appId={appId} receiver={asked} scope={scope} sentAt={message.timestamp} />
          </ul>
        )
      }
    </QueryBoundary>
  );
}
