"use client";

import { useQuery } from "@tanstack/react-query";
import { MonitorOff, Unplug } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ConversationLink } from "@/components/entities/conversation-link";
import { SessionDevice, SessionProtocol } from "@/components/entities/session-device";
import { useConversationNames } from "@/components/entities/use-conversation-names";
import { EmptyState } from "@/components/layout/empty-state";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { Section } from "@/components/layout/section";
import { useApp } from "@/components/layout/session-context";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { ClientSessions as Sessions } from "@/lib/contracts/clients";
import { clientSessionsQueryOptions } from "@/lib/queries/clients/queries";

const renewal = 15_000;

/** Where a client is signed in now, and its latest logins. Hosted LeanCloud does not tell. */
export function ClientSessions({ appId, clientId }: { appId: string; clientId: string }) {
  const t = useTranslations("clients.sessions");
  const { capabilities } = useApp();
  const isKnown = capabilities.includes("sessions");
  const query = useQuery({
    ...clientSessionsQueryOptions(appId, clientId),
    enabled: isKnown,
    refetchInterval: renewal,
  });
  if (!isKnown) {
    return (
      <EmptyState
        icon={<MonitorOff size={18} />}
        title={t("notAvailableTitle")}
        description={t("notAvailableText")}
      />
    );
  }
  return (
    <QueryBoundary query={query} skeleton={<SkeletonRows rows={4} columns={4} />}>
      {({ open, recent }) => (
        <>
          <Section title={t("now")}>
            {open.length === 0 ? (
              <EmptyState
                icon={<Unplug size={18} />}
                title={t("noneTitle")}
                description={t("noneText", { id: clientId })}
              />
            ) : (
              <OpenSessions appId={appId} sessions={open} />
            )}
          </Section>
          <Section title={t("recent")} description={t("recentText")}>
            {recent.length === 0 ? (
              <p className="text-muted">{t("noRecent")}</p>
            ) : (
              <RecentLogins logins={recent} />
            )}
          </Section>
        </>
      )}
    </QueryBoundary>
  );
}

function OpenSessions({ appId, sessions }: { appId: string; sessions: Sessions["open"] }) {
  const t = useTranslations("clients.sessions");
  const rooms = useMemo(
    () => [
      sessions.flatMap(({ chatroomId }) => (chatroomId === null ? [] : [{ conversationId: chatroomId }])),
    ],
    [sessions],
  );
  const names = useConversationNames(appId, rooms);
  return (
    <Table label={t("now")}>
      <TableHead>
        <HeaderCell>{t("device")}</HeaderCell>
        <HeaderCell>{t("protocol")}</HeaderCell>
        <HeaderCell>{t("address")}</HeaderCell>
        <HeaderCell>{t("since")}</HeaderCell>
      </TableHead>
      <TableBody>
        {sessions.map((session) => (
          <TableRow key={session.id}>
            <Cell mobile="title" isTruncated>
              <SessionDevice session={session} />
              {session.chatroomId === null ? null : (
                <span className="ml-2 text-muted text-sm">
                  {t.rich("room", {
                    room: () => (
                      <ConversationLink
                        appId={appId}
                        conversationId={session.chatroomId ?? ""}
                        known={names.get(session.chatroomId ?? "")}
                      />
                    ),
                  })}
                </span>
              )}
            </Cell>
            <Cell className="md:w-44">
              <SessionProtocol protocol={session.protocol} />
            </Cell>
            <Cell isMono className="md:w-40">
              {session.address}
            </Cell>
            <Cell className="md:w-48">
              <Timestamp value={session.since} mode="dateTime" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function RecentLogins({ logins }: { logins: Sessions["recent"] }) {
  const t = useTranslations("clients.sessions");
  return (
    <Table label={t("recent")}>
      <TableHead>
        <HeaderCell>{t("device")}</HeaderCell>
        <HeaderCell className="max-lg:hidden">{t("protocol")}</HeaderCell>
        <HeaderCell className="max-lg:hidden">{t("address")}</HeaderCell>
        <HeaderCell>{t("signedIn")}</HeaderCell>
        <HeaderCell>{t("ended")}</HeaderCell>
        <HeaderCell>{t("why")}</HeaderCell>
      </TableHead>
      <TableBody>
        {logins.map((login) => (
          <TableRow key={login.id}>
            <Cell mobile="title" isTruncated>
              <SessionDevice session={login} />
            </Cell>
            <Cell mobile="hide" className="max-lg:hidden lg:w-36">
              <SessionProtocol protocol={login.protocol} />
            </Cell>
            <Cell mobile="hide" isMono className="max-lg:hidden lg:w-32">
              {login.address}
            </Cell>
            <Cell className="md:w-36 lg:w-40">
              <Timestamp value={login.since} mode="dateTime" />
            </Cell>
            <Cell className="md:w-36 lg:w-40">
              <span className="md:hidden">– </span>
              {login.endedAt === null ? t("endUnknown") : <Timestamp value={login.endedAt} mode="dateTime" />}
            </Cell>
            <Cell className="md:w-36 lg:w-48">
              {login.cause === null ? t("endUnknown") : t(`cause.${login.cause}`)}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
