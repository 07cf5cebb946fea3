"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { changerValues } from "@/components/entities/changer-values";
import { auditHref } from "@/components/entities/hrefs";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { useCan } from "@/components/layout/session-context";
import { Badge } from "@/components/ui/badge";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/link";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Timestamp } from "@/components/ui/timestamp";
import type { Message } from "@/lib/contracts/messages";
import { messageVersionsQueryOptions } from "@/lib/queries/messages/message-queries";
import { MessageBody } from "./message-body";

/** Every earlier text of a message, newest change first, and what it says now. */
export function VersionsDialog({
  appId,
  message,
  onClose,
}: {
  appId: string;
  message: Message;
  onClose: () => void;
}) {
  const t = useTranslations("messages.versions");
  const can = useCan();
  const versions = useQuery(
    messageVersionsQueryOptions(appId, message.conversationId, {
      id: message.id,
      timestamp: message.timestamp,
      client: message.toClientId,
    }),
  );
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={t("description")}
    >
      <ol className="flex flex-col">
        <li className="border-b py-2">
          <Badge tone="accent">{t("now")}</Badge>
          <div className="mt-1">
            <MessageBody payload={message.payload} recalledBy={message.changedBy} />
          </div>
        </li>
        <QueryBoundary query={versions} skeleton={<SkeletonRows rows={2} columns={2} />} isCompact>
          {(list) =>
            list.length === 0 ? (
              <li className="py-2 text-muted">{t("none")}</li>
            ) : (
              list.toReversed().map((version) => (
                <li key={`${version.at}-${version.data}`} className="border-b py-2 last:border-b-0">
                  <p className="text-muted text-sm">
                    {t.rich(`until.${version.cause}`, {
                      time: () => <Timestamp value={version.at} mode="dateTime" />,
                      ...changerValues(version.by),
                    })}
                  </p>
                  <div className="mt-1">
                    <MessageBody payload={version.payload} />
                  </div>
                </li>
              ))
            )
          }
        </QueryBoundary>
      </ol>
      {can("audit.read") ? (
        <Link
          href={auditHref(appId, message)}
          prefetch={false}
          className="mt-2 inline-block rounded-sm text-accent-ink text-sm hover:underline"
        >
          {t("audit")}
        </Link>
      ) : null}
    </Dialog>
  );
}
