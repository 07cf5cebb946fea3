"use client";

import { Megaphone, Send, UserSearch } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { composeHref } from "@/components/entities/hrefs";
import { EmptyState } from "@/components/layout/empty-state";
import { PageBody } from "@/components/layout/page-body";
import { useCan } from "@/components/layout/session-context";
import { Avatar } from "@/components/ui/avatar";
import { Bidi } from "@/components/ui/bidi";
import { Button, ButtonLink } from "@/components/ui/button";
import { SearchInput } from "@/components/ui/search-input";
import type { Conversation } from "@/lib/contracts/conversations";
import { parseAsBoolean, parseAsString } from "@/lib/url-state/parsers";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { PeoplePicker } from "./people-picker";

const placeParams = {
  client: parseAsString.withDefault(""),
  all: parseAsBoolean.withDefault(false),
  at: parseAsString,
};

/** A service conversation's private histories: choose a user, read and write in the history with that user. */
export function ServiceMessagesTab({
  appId,
  conversation,
  renderHistory,
}: {
  appId: string;
  conversation: Conversation;
  /** The history with one user, with its composer; null: what was sent to all subscribers. */
  renderHistory: (clientId: string | null) => ReactNode;
}) {
  const t = useTranslations("services.messages");
  const can = useCan();
  const [{ client, all, at }, setPlace] = useQueryStates(placeParams, { history: "push" });
  const [text, setText] = useState("");
  // Another user's place in the history means nothing here.
  const choose = (clientId: string) => setPlace({ client: clientId || null, all: null, at: null });
  const isShared = client === "" && (all || at !== null);

  if (client === "" && !isShared) {
    return (
      <PageBody isNarrow>
        <div className="flex flex-col gap-4">
          <div className="flex flex-wrap items-center gap-2">
            <form
              className="flex min-w-0 flex-1 gap-2"
              onSubmit={(event) => {
                event.preventDefault();
                if (text.trim() !== "") choose(text.trim());
              }}
            >
              <SearchInput
                className="min-w-0 flex-1"
                value={text}
                onValueChange={setText}
                placeholder={t("find")}
                isPageSearch
              />
              <Button type="submit" disabled={text.trim() === ""}>
                {t("open")}
              </Button>
            </form>
            {can("service.send") || can("broadcast.send") ? (
              <ButtonLink
                variant="primary"
                icon={<Send size={14} aria-hidden />}
                href={composeHref(appId, { conversationId: conversation.id, audience: "clients" })}
              >
                {t("write")}
              </ButtonLink>
            ) : null}
          </div>
          <button
            type="button"
            onClick={() => setPlace({ all: true })}
            className="flex items-center gap-2.5 rounded-md border px-3 py-2 text-left hover:bg-hover"
          >
            <span className="flex size-6 items-center justify-center rounded-full bg-accent-soft text-accent-ink">
              <Megaphone size={13} aria-hidden />
            </span>
            {t("all")}
          </button>
          <PeoplePicker
            appId={appId}
            conversationId={conversation.id}
            text={text}
            onChoose={choose}
            empty={
              <EmptyState
                icon={<UserSearch size={18} />}
                title={t("emptyTitle")}
                description={t("emptyText")}
              />
            }
          />
        </div>
      </PageBody>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-w-0 shrink-0 items-center gap-2 border-b px-4 py-2">
        {isShared ? (
          <span className="min-w-0 flex-1 truncate font-medium">{t("all")}</span>
        ) : (
          <>
            <Avatar id={client} size={24} />
            <span className="min-w-0 flex-1 truncate">
              <span className="text-muted">{t("with")} </span>
              <Bidi className="font-medium">{client}</Bidi>
            </span>
          </>
        )}
        {isShared && can("broadcast.send") ? (
          <ButtonLink
            size="sm"
            href={composeHref(appId, { conversationId: conversation.id, audience: "subscribers" })}
          >
            {t("writeAll")}
          </ButtonLink>
        ) : null}
        <Button size="sm" onClick={() => choose("")}>
          {t("change")}
        </Button>
      </div>
      {renderHistory(isShared ? null : client)}
    </div>
  );
}
