"use client";

import { useQuery } from "@tanstack/react-query";
import { MessageSquare } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConversationLink } from "@/components/entities/conversation-link";
import { conversationHref } from "@/components/entities/hrefs";
import { BeyondEnd } from "@/components/layout/beyond-end";
import { EmptyState } from "@/components/layout/empty-state";
import { Pagination } from "@/components/layout/pagination";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import { clientConversationsQueryOptions } from "@/lib/queries/clients/queries";

/** The conversations a client is a member of, latest message first. */
export function ClientConversations({
  appId,
  clientId,
  page,
  hrefFor,
}: {
  appId: string;
  clientId: string;
  page: number;
  hrefFor: (page: number) => string;
}) {
  const t = useTranslations("clients.conversations");
  const kinds = useTranslations("entities.conversation.kind");
  const router = useRouter();
  const query = useQuery(clientConversationsQueryOptions(appId, clientId, page));
  return (
    <QueryBoundary query={query} skeleton={<SkeletonRows rows={8} columns={4} />}>
      {({ conversations, total, pageSize }) =>
        conversations.length === 0 && page > 1 ? (
          <BeyondEnd page={page} firstHref={hrefFor(1)} />
        ) : conversations.length === 0 ? (
          <EmptyState
            icon={<MessageSquare size={18} />}
            title={t("emptyTitle")}
            description={t("emptyText", { id: clientId })}
          />
        ) : (
          <div className="flex flex-col gap-3">
            <Table label={t("label")}>
              <TableHead>
                <HeaderCell>{t("name")}</HeaderCell>
                <HeaderCell>{t("kind")}</HeaderCell>
                <HeaderCell align="right">{t("members")}</HeaderCell>
                <HeaderCell>{t("lastMessage")}</HeaderCell>
              </TableHead>
              <TableBody>
                {conversations.map((conversation) => (
                  <TableRow
                    key={conversation.id}
                    onOpen={() => router.push(conversationHref(appId, conversation.id))}
                  >
                    <Cell mobile="title" isTruncated>
                      <ConversationLink
                        appId={appId}
                        conversationId={conversation.id}
                        known={{ ...conversation, members: conversation.members.slice(0, 3) }}
                      />
                    </Cell>
                    <Cell className="md:w-48">{kinds(conversation.kind)}</Cell>
                    <Cell mobile="hide" align="right" className="md:w-24">
                      {conversation.members.length}
                    </Cell>
                    <Cell mobile="end" className="md:w-36">
                      {conversation.lastMessageAt === null ? (
                        <span className="text-muted">{t("never")}</span>
                      ) : (
                        <Timestamp value={conversation.lastMessageAt} />
                      )}
                    </Cell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            <div className="flex justify-end">
              <Pagination
                page={page}
                pageSize={pageSize}
                shown={conversations.length}
                total={total}
                hasNext={total === null ? conversations.length === pageSize : page * pageSize < total}
                hrefFor={hrefFor}
              />
            </div>
          </div>
        )
      }
    </QueryBoundary>
  );
}
