"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ClientLink } from "@/components/entities/client-link";
import { Timestamp } from "@/components/ui/timestamp";
import { subscriptionQueryOptions } from "@/lib/queries/services/queries";

/** Asks the server about exactly the typed id, because the list searches only what is loaded. */
export function SubscriberCheck({
  appId,
  conversationId,
  clientId,
  found,
  loaded,
  hasMore,
}: {
  appId: string;
  conversationId: string;
  clientId: string;
  found: number;
  loaded: number;
  hasMore: boolean;
}) {
  const t = useTranslations("services.subscribers");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(clientId), 350);
    return () => clearTimeout(timer);
  }, [clientId]);
  const query = useQuery({
    ...subscriptionQueryOptions(appId, conversationId, asked),
    enabled: asked !== "" && asked === clientId,
  });
  return (
    <div role="status" className="flex flex-col gap-1 text-muted text-sm">
      {hasMore ? <p>{t("foundLoaded", { found, loaded })}</p> : null}
      {query.data ? (
        <p className="flex flex-wrap items-center gap-1.5">
          <ClientLink appId={appId} clientId={clientId} size={16} />
          {query.data.since === null ? (
            t("isNot")
          ) : (
            <>
              {t("isSince")} <Timestamp value={query.data.since} mode="dateTime" />
            </>
          )}
        </p>
      ) : null}
    </div>
  );
}
