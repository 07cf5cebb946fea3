"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ClientLink } from "@/components/entities/client-link";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { Skeleton } from "@/components/ui/skeleton";
import { roomPresenceQueryOptions } from "@/lib/queries/members/queries";
import { PanelSection } from "./panel-section";

/** Who is in a chat room now: the count, and a sample. */
export function RoomSection({ appId, conversationId }: { appId: string; conversationId: string }) {
  const t = useTranslations("members.room");
  const room = useQuery(roomPresenceQueryOptions(appId, conversationId));
  return (
    <PanelSection title={t("title")} count={room.data?.count}>
      <QueryBoundary query={room} skeleton={<Skeleton className="h-16 w-full" />} isCompact>
        {({ count, sample }) =>
          count === 0 ? (
            <p className="text-muted text-sm">{t("empty")}</p>
          ) : (
            <>
              <ul aria-label={t("sample")} className="flex flex-col gap-1">
                {sample.map((id) => (
                  <li key={id} className="flex min-w-0">
                    <ClientLink appId={appId} clientId={id} />
                  </li>
                ))}
              </ul>
              {sample.length < count ? (
                <p className="mt-1 text-faint text-xs">{t("sampleOf", { shown: sample.length, count })}</p>
              ) : null}
            </>
          )
        }
      </QueryBoundary>
    </PanelSection>
  );
}
