"use client";

import { Download, Tag, UserMinus, UserPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { IconButton } from "@/components/ui/icon-button";
import type { ConversationListInput } from "@/lib/queries/conversations/keys";
import type { BulkAction } from "./bulk-dialog";
import { type Selection, selectedCount } from "./selection";

const BulkDialog = dynamic(() => import("./bulk-dialog").then((module) => module.BulkDialog));
const ExportDialog = dynamic(() => import("./export-dialog").then((module) => module.ExportDialog));

/** What can be done with the chosen rows; fills what it is laid over. */
export function BulkBar({
  appId,
  selection,
  total,
  isPageSelected,
  query,
  canEdit,
  onSelectAll,
  onClear,
}: {
  appId: string;
  selection: Selection;
  total: number | null;
  isPageSelected: boolean;
  /** The filters, for "all that match". */
  query: ConversationListInput;
  canEdit: boolean;
  onSelectAll: () => void;
  onClear: () => void;
}) {
  const t = useTranslations("conversations.bulk");
  const [open, setOpen] = useState<BulkAction | "export" | null>(null);
  const count = selectedCount(selection, total);
  const target = selection.isAll ? { query } : { ids: [...selection.ids] };
  const hasMore = total === null || total > selection.ids.size;
  return (
    <div className="absolute inset-0 flex items-center gap-1.5 overflow-x-auto bg-selected px-4 max-md:px-2 [&>*]:shrink-0">
      <span className="mr-1 whitespace-nowrap font-medium" aria-live="polite">
        {count === null ? t("allSelected") : t("selected", { count })}
      </span>
      {isPageSelected && hasMore && !selection.isAll ? (
        <Button size="sm" variant="ghost" onClick={onSelectAll}>
          {total === null ? t("selectAll") : t("selectAllN", { count: total })}
        </Button>
      ) : null}
      <span className="grow" />
      {canEdit ? (
        <>
          <Button size="sm" icon={<UserPlus size={14} aria-hidden />} onClick={() => setOpen("add-members")}>
            {t("add-members.short")}
          </Button>
          <Button
            size="sm"
            icon={<UserMinus size={14} aria-hidden />}
            onClick={() => setOpen("remove-members")}
          >
            {t("remove-members.short")}
          </Button>
          <Button size="sm" icon={<Tag size={14} aria-hidden />} onClick={() => setOpen("set-attribute")}>
            {t("set-attribute.short")}
          </Button>
        </>
      ) : null}
      <Button size="sm" icon={<Download size={14} aria-hidden />} onClick={() => setOpen("export")}>
        {t("export.short")}
      </Button>
      <IconButton label={t("clear")} keys="Esc" size="sm" onClick={onClear}>
        <X size={15} aria-hidden />
      </IconButton>
      {open === "export" ? (
        <ExportDialog appId={appId} target={target} count={count} onClose={() => setOpen(null)} />
      ) : open ? (
        <BulkDialog
          appId={appId}
          action={open}
          target={target}
          count={count}
          onClose={(isDone) => {
            setOpen(null);
            if (isDone) onClear();
          }}
        />
      ) : null}
    </div>
  );
}
