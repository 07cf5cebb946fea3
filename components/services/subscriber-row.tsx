"use client";

import { UserMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ClientLink } from "@/components/entities/client-link";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { Cell, TableRow } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";

/** One subscriber; can be picked for a message or removed. */
export function SubscriberRow({
  appId,
  clientId,
  since,
  isSelected,
  onSelect,
  onRemove,
}: {
  appId: string;
  clientId: string;
  since: number;
  isSelected: boolean;
  onSelect: ((isSelected: boolean) => void) | null;
  onRemove: (() => void) | null;
}) {
  const t = useTranslations("services.subscribers");
  return (
    <TableRow isSelected={isSelected}>
      <Cell mobile="select" className="md:w-10">
        {onSelect ? (
          <Checkbox
            aria-label={t("select", { id: clientId })}
            checked={isSelected}
            onChange={(event) => onSelect(event.target.checked)}
          />
        ) : null}
      </Cell>
      <Cell mobile="title" isTruncated>
        <ClientLink appId={appId} clientId={clientId} />
      </Cell>
      <Cell className="md:w-48">
        <Timestamp value={since} mode="dateTime" />
      </Cell>
      <Cell mobile="end" align="right" className="md:w-14">
        {onRemove ? (
          <IconButton label={t("remove", { id: clientId })} size="sm" onClick={onRemove}>
            <UserMinus size={14} aria-hidden />
          </IconButton>
        ) : null}
      </Cell>
    </TableRow>
  );
}
