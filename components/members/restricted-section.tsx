"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ClientLink } from "@/components/entities/client-link";
import { ErrorState } from "@/components/layout/error-state";
import { useCan } from "@/components/layout/session-context";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Conversation } from "@/lib/contracts/conversations";
import { isApiError } from "@/lib/queries/api-error";
import { restrictedQueryOptions } from "@/lib/queries/members/queries";
import { PanelSection } from "./panel-section";
import { useMemberActions } from "./use-member-actions";

/** Those silenced for good, or blocked: the list, taking someone off it, and putting someone on it. */
export function RestrictedSection({
  appId,
  conversation,
  list,
}: {
  appId: string;
  conversation: Conversation;
  list: "silences" | "blocks";
}) {
  const t = useTranslations(`members.${list}`);
  const common = useTranslations("common.actions");
  const can = useCan();
  const { run, isPending } = useMemberActions(appId, conversation.id);
  const query = useInfiniteQuery(restrictedQueryOptions(appId, conversation.id, list));
  const ids = query.data?.pages.flatMap((page) => page.clientIds) ?? [];
  const mayChange = can(list === "silences" ? "member.silence" : "member.block");
  const lift = list === "silences" ? "unsilence" : "unblock";
  const put = list === "silences" ? "silence" : "block";
  const isMissing = isApiError(query.error, "not_supported") || isApiError(query.error, "forbidden");
  return (
    <PanelSection
      title={t("title")}
      count={query.data ? `${ids.length}${query.hasNextPage ? "+" : ""}` : undefined}
    >
      {query.error ? (
        isMissing ? (
          <p className="text-muted text-sm">{t("unavailable")}</p>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} isCompact />
        )
      ) : null}
      {ids.length > 0 ? (
        <ul className="flex flex-col" aria-label={t("title")}>
          {ids.map((id) => (
            <li key={id} className="flex min-h-8 items-center gap-2">
              <ClientLink appId={appId} clientId={id} />
              <span className="grow" />
              {mayChange ? (
                <Button
                  size="sm"
                  variant="ghost"
                  disabled={isPending}
                  onClick={() => void run({ action: lift, clientIds: [id] })}
                >
                  {t("lift")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {query.hasNextPage ? (
        <Button
          size="sm"
          variant="ghost"
          isLoading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {common("loadMore")}
        </Button>
      ) : null}
      {mayChange && !query.error && conversation.kind === "chatroom" ? (
        <PutOne label={t("put")} isBusy={isPending} onPut={(id) => run({ action: put, clientIds: [id] })} />
      ) : null}
      {ids.length > 0 ? <p className="mt-1 text-faint text-xs">{t("note")}</p> : null}
    </PanelSection>
  );
}

/** A chat room has no member list to choose from: the id is typed. */
function PutOne({
  label,
  isBusy,
  onPut,
}: {
  label: string;
  isBusy: boolean;
  onPut: (id: string) => Promise<boolean>;
}) {
  const t = useTranslations("members");
  const [id, setId] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const clientId = id.trim();
    if (clientId !== "" && (await onPut(clientId))) setId("");
  };
  return (
    <form onSubmit={submit} className="mt-1 flex gap-1.5">
      <Input
        size="sm"
        aria-label={`${label}: ${t("clientId")}`}
        placeholder={t("clientId")}
        value={id}
        maxLength={64}
        spellCheck={false}
        onChange={(event) => setId(event.target.value)}
      />
      <Button type="submit" size="sm" disabled={id.trim() === ""} isLoading={isBusy}>
        {label}
      </Button>
    </form>
  );
}
