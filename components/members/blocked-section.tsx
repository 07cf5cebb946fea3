"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemberActions } from "@/components/entities/use-member-actions";
import { useCan } from "@/components/layout/session-context";
import type { Conversation } from "@/lib/contracts/conversations";
import { restrictedQueryOptions } from "@/lib/queries/members/queries";
import { ByIdForm } from "./by-id-form";
import { RestrictedList } from "./restricted-list";

/** Those who are blocked: the list, taking someone off it, and putting someone on it. */
export function BlockedSection({ appId, conversation }: { appId: string; conversation: Conversation }) {
  const t = useTranslations("members.blocks");
  const mayChange = useCan()("member.block");
  const { run, isPending } = useMemberActions(appId, conversation.id);
  const query = useInfiniteQuery(restrictedQueryOptions(appId, conversation.id, "blocks"));
  const ids = query.data?.pages.flatMap((page) => page.clientIds) ?? [];
  return (
    <RestrictedList
      appId={appId}
      list="blocks"
      rows={ids.map((clientId) => ({ clientId, until: null }))}
      isLoaded={query.data !== undefined}
      error={query.error}
      onRetry={() => void query.refetch()}
      more={
        query.hasNextPage
          ? { isLoading: query.isFetchingNextPage, onLoad: () => void query.fetchNextPage() }
          : null
      }
      onLift={mayChange ? ({ clientId }) => void run({ action: "unblock", clientIds: [clientId] }) : null}
      isBusy={isPending}
    >
      {mayChange && !query.error && conversation.kind === "chatroom" ? (
        <ByIdForm
          isBusy={isPending}
          actions={[{ label: t("put"), onAct: (id) => run({ action: "block", clientIds: [id] }) }]}
        />
      ) : null}
      {ids.length > 0 ? <p className="mt-1 text-faint text-xs">{t("note")}</p> : null}
    </RestrictedList>
  );
}
