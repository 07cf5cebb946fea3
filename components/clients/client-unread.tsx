"use client";

import { useQuery } from "@tanstack/react-query";
import { MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConversationLink } from "@/components/entities/conversation-link";
import { EmptyState } from "@/components/layout/empty-state";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { Conversation } from "@/lib/contracts/conversations";
import { clientConversationsQueryOptions, clientUnreadQueryOptions } from "@/lib/queries/clients/queries";

/** How many messages wait for the client: altogether, and by conversation for the latest ones. */
export function ClientUnread({ appId, clientId }: { appId: string; clientId: string }) {
  const t = useTranslations("clients.unread");
  const total = useQuery(clientUnreadQueryOptions(appId, clientId, null));
  const conversations = useQuery(clientConversationsQueryOptions(appId, clientId, 1));
  const [isShown, setShown] = useState(false);
  return (
    <QueryBoundary query={total} skeleton={<SkeletonRows rows={3} columns={2} />}>
      {({ count }) => (
        <div className="flex flex-col gap-4">
          {count === 0 ? (
            <EmptyState
              icon={<MailCheck size={18} />}
              title={t("noneTitle")}
              description={t("noneText", { id: clientId })}
            />
          ) : (
            <p>{t.rich("total", { count, b: (text) => <strong>{text}</strong> })}</p>
          )}
          {count > 0 && !isShown ? (
            <div>
              <Button onClick={() => setShown(true)}>{t("byConversation")}</Button>
            </div>
          ) : null}
          {count > 0 && isShown ? (
            <QueryBoundary query={conversations} skeleton={<SkeletonRows rows={5} columns={2} />}>
              {(data) => (
                <>
                  <Table label={t("label")}>
                    <TableHead>
                      <HeaderCell>{t("conversation")}</HeaderCell>
                      <HeaderCell align="right">{t("count")}</HeaderCell>
                    </TableHead>
                    <TableBody>
                      {data.conversations.map((conversation) => (
                        <UnreadRow
                          key={conversation.id}
                          appId={appId}
                          clientId={clientId}
                          conversation={conversation}
                        />
                      ))}
                    </TableBody>
                  </Table>
                  {data.total === null || data.total > data.conversations.length ? (
                    <p className="text-muted text-sm">{t("partial", { count: data.conversations.length })}</p>
                  ) : null}
                </>
              )}
            </QueryBoundary>
          ) : null}
          <p className="text-muted text-sm">{t("cap")}</p>
        </div>
      )}
    </QueryBoundary>
  );
}

function UnreadRow({
  appId,
  clientId,
  conversation,
}: {
  appId: string;
  clientId: string;
  conversation: Conversation;
}) {
  const t = useTranslations("clients.unread");
  const query = useQuery(clientUnreadQueryOptions(appId, clientId, conversation.id));
  return (
    <TableRow>
      <Cell mobile="title" isTruncated>
        <ConversationLink
          appId={appId}
          conversationId={conversation.id}
          known={{ ...conversation, members: conversation.members.slice(0, 3) }}
        />
      </Cell>
      <Cell mobile="end" align="right" className="md:w-32">
        {query.data ? (
          query.data.count === 0 ? (
            <span className="text-muted">0</span>
          ) : (
            <strong>{query.data.count}</strong>
          )
        ) : query.error ? (
          <span className="text-danger-ink">{t("failed")}</span>
        ) : (
          <Spinner size={12} />
        )}
      </Cell>
    </TableRow>
  );
}
