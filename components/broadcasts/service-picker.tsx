"use client";

import { useQuery } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { EmptyState } from "@/components/layout/empty-state";
import { ErrorState } from "@/components/layout/error-state";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { useCan } from "@/components/layout/session-context";
import { Bidi } from "@/components/ui/bidi";
import { Button, ButtonLink } from "@/components/ui/button";
import { CopyableId } from "@/components/ui/copyable-id";
import { SearchInput } from "@/components/ui/search-input";
import { Skeleton } from "@/components/ui/skeleton";
import { isApiError } from "@/lib/queries/api-error";
import { conversationQueryOptions } from "@/lib/queries/conversations/queries";
import { serviceOptionsQueryOptions } from "@/lib/queries/services/queries";

/** Chooses one service conversation: the chosen one with "change", or a short list to search in. */
export function ServicePicker({
  appId,
  value,
  onValueChange,
}: {
  appId: string;
  value: string;
  onValueChange: (conversationId: string) => void;
}) {
  const t = useTranslations("broadcasts.picker");
  const chosen = useQuery({ ...conversationQueryOptions(appId, value), enabled: value !== "" });
  if (value === "") return <ServiceList appId={appId} onValueChange={onValueChange} />;
  const isOther = chosen.data !== undefined && chosen.data.kind !== "service";
  const isGone = isApiError(chosen.error, "not_found");
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium text-sm">{t("label")}</span>
      <div className="flex min-w-0 items-center gap-3 rounded-md border border-line-strong px-3 py-2">
        <Megaphone size={16} aria-hidden className="shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          {chosen.isPending ? (
            <Skeleton className="h-5 w-40" />
          ) : chosen.data ? (
            <Bidi className="block truncate font-medium">{chosen.data.name || t("unnamed")}</Bidi>
          ) : null}
          <span className="text-muted text-xs">
            <CopyableId id={value} />
          </span>
        </div>
        <Button size="sm" onClick={() => onValueChange("")}>
          {t("change")}
        </Button>
      </div>
      {isOther || isGone ? (
        <p role="alert" className="text-danger-ink text-xs">
          {isOther ? t("notService") : t("gone")}
        </p>
      ) : chosen.error && !chosen.data ? (
        <ErrorState error={chosen.error} onRetry={() => void chosen.refetch()} isCompact />
      ) : null}
    </div>
  );
}

function ServiceList({
  appId,
  onValueChange,
}: {
  appId: string;
  onValueChange: (conversationId: string) => void;
}) {
  const t = useTranslations("broadcasts.picker");
  const can = useCan();
  const [text, setText] = useState("");
  const [q, setQ] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery(serviceOptionsQueryOptions(appId, q));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium text-sm">{t("label")}</legend>
      <SearchInput value={text} onValueChange={setText} placeholder={t("search")} />
      <QueryBoundary query={query} isCompact skeleton={<ListSkeleton />}>
        {({ conversations }) =>
          conversations.length > 0 ? (
            <ul className="max-h-80 overflow-y-auto rounded-md border border-line-strong">
              {conversations.map((conversation) => (
                <li key={conversation.id} className="border-b last:border-b-0">
                  <button
                    type="button"
                    onClick={() => onValueChange(conversation.id)}
                    className="flex w-full min-w-0 items-center gap-3 px-3 py-2 text-left hover:bg-hover"
                  >
                    <Megaphone size={16} aria-hidden className="shrink-0 text-muted" />
                    <span className="min-w-0">
                      <Bidi className="block truncate font-medium">{conversation.name || t("unnamed")}</Bidi>
                      <span className="block truncate font-mono text-muted text-xs">{conversation.id}</span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          ) : q !== "" ? (
            <p className="py-3 text-muted text-sm">{t("noMatch")}</p>
          ) : (
            <EmptyState
              icon={<Megaphone size={18} />}
              title={t("emptyTitle")}
              description={t("emptyText")}
              action={
                can("service.create") ? (
                  <ButtonLink
                    href={`/apps/${encodeURIComponent(appId)}/conversations?kind=service&new=service`}
                  >
                    {t("create")}
                  </ButtonLink>
                ) : undefined
              }
            />
          )
        }
      </QueryBoundary>
    </fieldset>
  );
}

function ListSkeleton() {
  return (
    <div aria-hidden className="rounded-md border border-line-strong">
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex flex-col gap-1.5 border-b px-3 py-2.5 last:border-b-0">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-3 w-56" />
        </div>
      ))}
    </div>
  );
}
