"use client";

import { useTranslations } from "next-intl";
import { type Ref, useCallback, useImperativeHandle, useState } from "react";
import { useShortcuts } from "@/components/layout/use-shortcuts";
import { Checkbox } from "@/components/ui/checkbox";
import { dynamic } from "@/components/ui/dynamic";
import { HeaderCell, Table, TableBody, TableHead } from "@/components/ui/table";
import type { Conversation } from "@/lib/contracts/conversations";
import type { Column } from "./columns";
import { ConversationRow } from "./conversation-row";
import { extendTo, isSelected, type Selection, toggle, togglePage } from "./selection";

const DeleteDialog = dynamic(() => import("./delete-dialog").then((module) => module.DeleteDialog));

export interface ConversationTableHandle {
  /** Begins with the first row, if there is one. */
  focusFirst: () => void;
}

export type Sort = { by: "lastMessageAt" | "createdAt" | "updatedAt" | "name"; dir: "asc" | "desc" };
const sortOf: Partial<Record<Column | "name", Sort["by"]>> = {
  name: "name",
  when: "lastMessageAt",
  created: "createdAt",
  updated: "updatedAt",
};

/** The rows of one page, with the keys of a list: j/k, Enter, x, Shift for ranges. */
export function ConversationTable({
  appId,
  conversations,
  columns,
  sort,
  onSort,
  selection,
  onSelectionChange,
  canDelete,
  onOpen,
  onDeleted,
  ref,
}: {
  appId: string;
  conversations: readonly Conversation[];
  columns: readonly Column[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  selection: Selection;
  onSelectionChange: (change: (selection: Selection) => Selection) => void;
  canDelete: boolean;
  onOpen: (id: string) => void;
  onDeleted: () => void;
  ref?: Ref<ConversationTableHandle>;
}) {
  const t = useTranslations("conversations");
  const common = useTranslations("common.table");
  const [active, setActive] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<Conversation | null>(null);
  const order = conversations.map((conversation) => conversation.id);
  const index = active === null ? -1 : order.indexOf(active);

  const select = useCallback(
    (id: string, isRange: boolean) => {
      setActive(id);
      const ids = conversations.map((conversation) => conversation.id);
      onSelectionChange((last) => (isRange ? extendTo(last, id, ids) : toggle(last, id)));
    },
    [conversations, onSelectionChange],
  );
  const move = (step: number, isRange = false) => {
    const next = order[Math.max(0, Math.min(order.length - 1, index + step))];
    if (next === undefined) return;
    if (isRange) {
      onSelectionChange((last) => {
        const from = last.anchor === null && active !== null ? { ...last, anchor: active } : last;
        return extendTo(from, next, order);
      });
    }
    setActive(next);
    focusRow(next);
  };

  useImperativeHandle(ref, () => ({
    focusFirst: () => {
      const [first] = order;
      if (first === undefined) return;
      setActive(first);
      focusRow(first);
    },
  }));

  useShortcuts(t("title"), [
    { keys: "j", label: t("keys.next"), run: () => move(1) },
    { keys: "k", label: t("keys.previous"), run: () => move(-1) },
    { keys: "Enter", label: t("keys.open"), run: (event) => openActive(event, active, onOpen) },
    { keys: "x", label: t("keys.select"), run: () => active !== null && select(active, false) },
    { keys: "shift+j", label: t("keys.extend"), run: () => move(1, true) },
    { keys: "shift+k", label: t("keys.extend"), run: () => move(-1, true), isHidden: true },
    {
      keys: "shift+x",
      label: t("keys.extend"),
      run: () => active !== null && select(active, true),
      isHidden: true,
    },
  ]);

  const header = (column: Column | "name") => {
    const by = sortOf[column];
    const isTime = column === "when" || column === "created" || column === "updated";
    const dir = by !== undefined && by === sort.by ? sort.dir : "none";
    return (
      <HeaderCell
        key={column}
        align={isTime ? "right" : "left"}
        sort={by === undefined ? undefined : dir}
        onSort={by === undefined ? undefined : () => onSort(nextSort(sort, by))}
      >
        {t(`columns.${column}`)}
      </HeaderCell>
    );
  };
  const isWhole = order.length > 0 && order.every((id) => isSelected(selection, id));
  return (
    <>
      <Table label={t("title")}>
        <TableHead>
          <HeaderCell className="w-9 pr-0">
            <Checkbox
              aria-label={common("selectAll")}
              checked={isWhole}
              isIndeterminate={!isWhole && order.some((id) => isSelected(selection, id))}
              onChange={() => onSelectionChange((last) => togglePage(last, order))}
            />
          </HeaderCell>
          {header("name")}
          {columns.map(header)}
          <HeaderCell>
            <span className="sr-only">{t("columns.menu")}</span>
          </HeaderCell>
        </TableHead>
        <TableBody>
          {conversations.map((conversation) => (
            <ConversationRow
              key={conversation.id}
              appId={appId}
              conversation={conversation}
              columns={columns}
              isSelected={isSelected(selection, conversation.id)}
              isActive={conversation.id === active}
              canSelect
              canDelete={canDelete}
              onSelect={select}
              onOpen={onOpen}
              onDelete={setDeleting}
            />
          ))}
        </TableBody>
      </Table>
      {deleting ? (
        <DeleteDialog
          appId={appId}
          conversation={deleting}
          onClose={() => setDeleting(null)}
          onDeleted={onDeleted}
        />
      ) : null}
    </>
  );
}

/** The keys' place is the focus: Enter, Tab and screen readers go on from there. */
function focusRow(id: string) {
  const row = document.getElementById(`row-${id}`);
  row?.querySelector("a")?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

/** Enter opens the active row, unless a control has the focus and uses the key itself. */
function openActive(event: KeyboardEvent, active: string | null, onOpen: (id: string) => void) {
  const isControl =
    event.target instanceof HTMLElement && event.target.closest("a,button,select,input:not([type=checkbox])");
  if (active === null || isControl) return false;
  onOpen(active);
  return true;
}

function nextSort(sort: Sort, by: Sort["by"]): Sort {
  if (sort.by === by) return { by, dir: sort.dir === "asc" ? "desc" : "asc" };
  return { by, dir: by === "name" ? "asc" : "desc" };
}
