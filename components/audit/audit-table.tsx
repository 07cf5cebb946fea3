"use client";

import { useTranslations } from "next-intl";
import { useSession } from "@/components/layout/session-context";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { shortenId } from "@/components/ui/shorten-id";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { AuditRow } from "@/lib/contracts/audit";
import { useActionLabel } from "./use-action-label";

const tones = { succeeded: "ok", failed: "danger", denied: "warn", unknown: "warn" } as const;

/** Who did what to what, with what result, when, from where. */
export function AuditTable({
  rows,
  openSeq,
  onOpen,
}: {
  rows: readonly AuditRow[];
  openSeq: number | null;
  onOpen: (row: AuditRow) => void;
}) {
  const t = useTranslations("audit");
  const label = useActionLabel();
  const { apps } = useSession();
  return (
    <Table label={t("title")}>
      <TableHead>
        <HeaderCell>{t("columns.when")}</HeaderCell>
        <HeaderCell>{t("columns.who")}</HeaderCell>
        <HeaderCell>{t("columns.what")}</HeaderCell>
        <HeaderCell>{t("columns.target")}</HeaderCell>
        <HeaderCell className="max-lg:hidden">{t("columns.app")}</HeaderCell>
        <HeaderCell>{t("columns.result")}</HeaderCell>
        <HeaderCell className="max-lg:hidden">{t("columns.from")}</HeaderCell>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.seq} isActive={row.seq === openSeq} onOpen={() => onOpen(row)}>
            <Cell mobile="end" className="whitespace-nowrap text-muted max-md:text-xs">
              <Timestamp value={row.at} mode="dateTime" />
            </Cell>
            <Cell mobile="meta" isTruncated className="md:w-1/4">
              {row.operatorEmail ? (
                <span className="flex min-w-0 items-center gap-2">
                  <span className="shrink-0 md:max-lg:hidden">
                    <Avatar id={row.operatorEmail} size={20} />
                  </span>
                  <bdi className="truncate max-md:max-w-48">{row.operatorEmail}</bdi>
                </span>
              ) : (
                <span className="text-muted">{t(row.ip ? "nobody" : "system")}</span>
              )}
            </Cell>
            <Cell mobile="title" isTruncated className="md:w-1/3">
              <button
                type="button"
                onClick={() => onOpen(row)}
                className="max-w-full truncate rounded-sm text-left font-medium hover:underline"
              >
                {label(row.action)}
              </button>
            </Cell>
            <Cell mobile="meta" isTruncated className="md:w-1/4">
              <Target target={row.target} />
            </Cell>
            <Cell mobile="hide" className="text-muted max-lg:hidden">
              <bdi>
                {apps.find((app) => app.id === row.appId)?.name ?? (row.appId ? shortenId(row.appId) : "")}
              </bdi>
            </Cell>
            <Cell mobile="meta">
              <Badge tone={tones[row.result]}>{t(`results.${row.result}`)}</Badge>
            </Cell>
            <Cell mobile="hide" isMono className="text-muted max-lg:hidden">
              {row.ip ?? ""}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Target({ target }: { target: AuditRow["target"] }) {
  if (!target) return null;
  const text = target.label ?? shortenId(target.id);
  const className = "block truncate max-md:max-w-56";
  if (!target.href) {
    return (
      <bdi className={className} data-tip={target.id}>
        {text}
      </bdi>
    );
  }
  return (
    <Link href={target.href} data-tip={target.id} className={`${className} text-accent-ink hover:underline`}>
      <bdi>{text}</bdi>
    </Link>
  );
}
