"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { MicOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ConversationLink } from "@/components/entities/conversation-link";
import { type ConversationName, useConversationNames } from "@/components/entities/use-conversation-names";
import { useMemberActions } from "@/components/entities/use-member-actions";
import { EmptyState } from "@/components/layout/empty-state";
import { LoadMoreEdge } from "@/components/layout/load-more-edge";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { useApp, useCan } from "@/components/layout/session-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { ClientRestriction } from "@/lib/contracts/clients";
import { clientRestrictionsQueryOptions } from "@/lib/queries/clients/queries";

/** Where a client is silenced or blocked, and until when. Hosted LeanCloud does not tell. */
export function ClientRestrictions({ appId, clientId }: { appId: string; clientId: string }) {
  const t = useTranslations("clients.restrictions");
  const isKnown = useApp().capabilities.includes("restrictions");
  const query = useInfiniteQuery({ ...clientRestrictionsQueryOptions(appId, clientId), enabled: isKnown });
  const pages = useMemo(() => query.data?.pages.map((page) => page.restrictions) ?? [], [query.data]);
  const names = useConversationNames(appId, pages);
  if (!isKnown) {
    return (
      <EmptyState
        icon={<MicOff size={18} />}
        title={t("notAvailableTitle")}
        description={t("notAvailableText")}
      />
    );
  }
  return (
    <QueryBoundary query={query} skeleton={<SkeletonRows rows={4} columns={3} />}>
      {() =>
        pages.every((page) => page.length === 0) ? (
          <EmptyState
            icon={<MicOff size={18} />}
            title={t("emptyTitle")}
            description={t("emptyText", { id: clientId })}
          />
        ) : (
          <>
            <Table label={t("label")}>
              <TableHead>
                <HeaderCell>{t("conversation")}</HeaderCell>
                <HeaderCell>{t("what")}</HeaderCell>
                <HeaderCell>{t("until")}</HeaderCell>
                <HeaderCell align="right">
                  <span className="sr-only">{t("lift")}</span>
                </HeaderCell>
              </TableHead>
              <TableBody>
                {pages.flat().map((restriction) => (
                  <Row
                    key={`${restriction.conversationId} ${restriction.kind} ${restriction.until === null}`}
                    appId={appId}
                    clientId={clientId}
                    restriction={restriction}
                    known={names.get(restriction.conversationId)}
                  />
                ))}
              </TableBody>
            </Table>
            {query.hasNextPage ? (
              <LoadMoreEdge
                hasMore
                isLoading={query.isFetchingNextPage}
                error={query.isFetchNextPageError ? query.error : undefined}
                onLoad={() => void query.fetchNextPage()}
              />
            ) : null}
          </>
        )
      }
    </QueryBoundary>
  );
}

function Row({
  appId,
  clientId,
  restriction: { conversationId, kind, until },
  known,
}: {
  appId: string;
  clientId: string;
  restriction: ClientRestriction;
  known: ConversationName | undefined;
}) {
  const t = useTranslations("clients.restrictions");
  const mayLift = useCan()(kind === "silence" ? "member.silence" : "member.block");
  const { run, isPending } = useMemberActions(appId, conversationId);
  const clientIds = [clientId];
  const lift = () =>
    void run(
      kind === "silence" ? { action: "unsilence", clientIds, until } : { action: "unblock", clientIds },
    );
  return (
    <TableRow>
      <Cell mobile="title" isTruncated>
        <ConversationLink appId={appId} conversationId={conversationId} known={known} />
      </Cell>
      <Cell className="md:w-40">
        <Badge tone={kind === "silence" ? "warn" : "danger"}>{t(kind)}</Badge>
      </Cell>
      <Cell className="md:w-48">
        {until === null ? t("forGood") : <Timestamp value={until} mode="dateTime" />}
      </Cell>
      <Cell mobile="end" align="right" className="md:w-32">
        {mayLift ? (
          <Button size="sm" isLoading={isPending} onClick={lift}>
            {t(kind === "silence" ? "unsilence" : "unblock")}
          </Button>
        ) : null}
      </Cell>
    </TableRow>
  );
}
