"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSession } from "@/components/layout/session-context";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { Grant, Operator } from "@/lib/contracts/operators";
import { everyApp } from "./grants-field";

export type OperatorAct = "edit" | "sessions" | "link" | "second-factor" | "disable" | "enable";

const tones = { active: "ok", invited: "accent", disabled: "neutral", locked: "warn" } as const;

/** Everyone who may use the console. */
export function OperatorTable({
  operators,
  onAct,
}: {
  operators: readonly Operator[];
  onAct: (act: OperatorAct, operator: Operator) => void;
}) {
  const t = useTranslations("operators");
  const common = useTranslations("common");
  const { operator: self } = useSession();
  return (
    <Table label={t("title")}>
      <TableHead>
        <HeaderCell>{t("columns.operator")}</HeaderCell>
        <HeaderCell>{t("columns.roles")}</HeaderCell>
        <HeaderCell>{t("columns.status")}</HeaderCell>
        <HeaderCell>{t("columns.secondFactor")}</HeaderCell>
        <HeaderCell>{t("columns.lastSeen")}</HeaderCell>
        <HeaderCell align="right">
          <span className="sr-only">{t("columns.actions")}</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {operators.map((operator) => (
          <TableRow key={operator.id} onOpen={() => onAct("edit", operator)}>
            <Cell mobile="title" isTruncated className="md:w-1/3">
              <span className="flex min-w-0 items-center gap-2.5">
                <Avatar id={operator.email} size={24} />
                <span className="min-w-0">
                  <span className="flex items-center gap-2">
                    <bdi className="truncate font-medium">{operator.name}</bdi>
                    {operator.id === self.id ? <Badge>{t("you")}</Badge> : null}
                  </span>
                  <span className="block truncate font-normal text-muted text-xs">{operator.email}</span>
                </span>
              </span>
            </Cell>
            <Cell mobile="meta" isTruncated className="md:w-1/4">
              <span className="flex flex-wrap gap-1">
                {operator.grants.map((grant) => (
                  <GrantBadge key={grant.appId} grant={grant} />
                ))}
              </span>
            </Cell>
            <Cell mobile="meta">
              <Badge tone={tones[operator.status]}>{t(`status.${operator.status}`)}</Badge>
            </Cell>
            <Cell mobile="meta">
              <Badge tone={operator.hasSecondFactor ? "ok" : "neutral"}>
                <span className="max-md:hidden">{t(`secondFactor.${factor(operator)}`)}</span>
                <span className="md:hidden">{t(`secondFactor.${factor(operator)}Named`)}</span>
              </Badge>
            </Cell>
            <Cell mobile="meta" className="text-muted">
              {operator.lastSeenAt ? (
                <Timestamp value={operator.lastSeenAt} mode="relative" />
              ) : (
                common("time.never")
              )}
            </Cell>
            <Cell mobile="end" align="right">
              <Menu
                label={t("actionsFor", { name: operator.name })}
                items={[
                  { id: "edit", label: t("acts.edit"), onSelect: () => onAct("edit", operator) },
                  { id: "sessions", label: t("acts.sessions"), onSelect: () => onAct("sessions", operator) },
                  {
                    id: "link",
                    label: t(operator.status === "invited" ? "acts.newLink" : "acts.resetPassword"),
                    isDisabled: operator.status === "disabled",
                    onSelect: () => onAct("link", operator),
                  },
                  {
                    id: "second-factor",
                    label: t("acts.resetSecondFactor"),
                    isDisabled: !operator.hasSecondFactor || operator.id === self.id,
                    hint: !operator.hasSecondFactor
                      ? t("acts.noSecondFactor")
                      : operator.id === self.id
                        ? t("acts.underAccount")
                        : undefined,
                    onSelect: () => onAct("second-factor", operator),
                  },
                  { separator: true },
                  operator.status === "disabled"
                    ? { id: "enable", label: t("acts.enable"), onSelect: () => onAct("enable", operator) }
                    : {
                        id: "disable",
                        label: t("acts.disable"),
                        isDangerous: true,
                        isDisabled: operator.id === self.id,
                        hint: operator.id === self.id ? t("acts.notYourself") : undefined,
                        onSelect: () => onAct("disable", operator),
                      },
                ]}
                trigger={(props) => (
                  <IconButton {...props} label={t("actionsFor", { name: operator.name })} size="sm">
                    <Ellipsis size={16} aria-hidden />
                  </IconButton>
                )}
              />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const factor = ({ hasSecondFactor }: Operator) => (hasSecondFactor ? "on" : "off");

function GrantBadge({ grant }: { grant: Grant }) {
  const t = useTranslations("operators.grants");
  const roles = useTranslations("common.roles");
  const { apps } = useSession();
  const app =
    grant.appId === everyApp
      ? t("everyApp")
      : (apps.find((item) => item.id === grant.appId)?.name ?? t("otherApp", { id: grant.appId }));
  return (
    <Badge tone={grant.role === "admin" ? "accent" : "neutral"}>{`${roles(grant.role)} · ${app}`}</Badge>
  );
}
