"use client";

import { useQuery } from "@tanstack/react-query";
import { Columns3, MessagesSquare, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { columns } from "@/components/conversations/columns";
import { ConversationTable, type Sort } from "@/components/conversations/conversation-table";
import { FilterBar, FilterChips } from "@/components/conversations/filter-bar";
import { isWhere } from "@/components/conversations/is-where";
import { KindTabs } from "@/components/conversations/kind-tabs";
import { ListSearch } from "@/components/conversations/list-search";
import { isSelected, noSelection, selectAllMatching } from "@/components/conversations/selection";
import { useColumns } from "@/components/conversations/use-columns";
import { useHeldOrder } from "@/components/conversations/use-held-order";
import { conversationHref } from "@/components/entities/hrefs";
import { BeyondEnd } from "@/components/layout/beyond-end";
import { EmptyState } from "@/components/layout/empty-state";
import { NoMatch } from "@/components/layout/no-match";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { useApp, useCan } from "@/components/layout/session-context";
import { useShortcuts } from "@/components/layout/use-shortcuts";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { dynamic } from "@/components/ui/dynamic";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { useErrorText } from "@/components/ui/use-error-text";
import type { ConversationList } from "@/lib/contracts/conversations";
import { isApiError } from "@/lib/queries/api-error";
import { conversationListQueryOptions } from "@/lib/queries/conversations/queries";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { ListBody } from "./list-body";
import { ListStatus } from "./list-status";
import {
  conversationsSearchParams,
  createSearchParams,
  serializeConversationsSearchParams,
} from "./search-params";
import { useToRows } from "./use-to-rows";

const BulkBar = dynamic(() => import("@/components/conversations/bulk-bar").then((module) => module.BulkBar));
const CreateDialog = dynamic(() =>
  import("@/components/conversations/create-dialog").then((module) => module.CreateDialog),
);
const pageSize = 50;

/** All conversations: tabs, search, filters, one page of rows, and what can be done with the chosen ones. */
export function ConversationListPage() {
  const t = useTranslations("conversations");
  const errorText = useErrorText();
  const router = useRouter();
  const app = useApp();
  const can = useCan();
  const [state, setState] = useQueryStates(conversationsSearchParams, { history: "push" });
  const [{ new: isCreating }, setCreate] = useQueryStates(createSearchParams);
  const setCreating = (isOn: boolean) => void setCreate({ new: isOn || null });
  const [selection, setSelection] = useState(noSelection);
  const chosenColumns = useColumns();

  const where = isWhere(state.where) ? state.where : "";
  const filters = { kind: state.kind, q: state.q, where };
  const list = useQuery(
    conversationListQueryOptions(app.id, {
      ...filters,
      sort: state.sort,
      dir: state.dir,
      page: state.page,
      pageSize,
    }),
  );
  const [lastGood, setLastGood] = useState(list.data);
  if (list.data && list.data !== lastGood) setLastGood(list.data);
  const isRefused = isApiError(list.error) && list.error.fault === "you" && state.where !== "";
  const data = list.data ?? (isRefused ? lastGood : undefined);

  const change = useCallback(
    (next: Partial<typeof state>) => {
      setSelection(noSelection);
      void setState({ page: null, ...next });
    },
    [setState],
  );
  const setWhere = useCallback((next: string) => change({ where: next }), [change]);
  const setSearch = useCallback(
    (q: string) => {
      setSelection(noSelection);
      void setState({ q, page: null }, { history: "replace" });
    },
    [setState],
  );
  const open = useCallback((id: string) => router.push(conversationHref(app.id, id)), [router, app.id]);
  const hrefFor = (next: Partial<typeof state>) =>
    serializeConversationsSearchParams(`/apps/${encodeURIComponent(app.id)}/conversations`, {
      ...state,
      ...next,
    });
  const mayCreate = can("conversation.create") || can("service.create");
  useShortcuts(t("title"), [
    ...(mayCreate ? [{ keys: "n", label: t("new"), run: () => setCreating(true) }] : []),
    {
      keys: "Escape",
      label: t("bulk.clear"),
      run: () => (selection === noSelection ? false : setSelection(noSelection)),
      isHidden: true,
    },
  ]);
  const newButton = (
    <Button variant="primary" icon={<Plus size={15} aria-hidden />} onClick={() => setCreating(true)}>
      {t("new")}
    </Button>
  );
  const isFiltered = state.q !== "" || state.where !== "" || state.page > 1;
  const hasSelection = selection.isAll || selection.ids.size > 0;
  const { table, toRows } = useToRows(list.data, list.isPlaceholderData);
  const held = useHeldOrder(JSON.stringify(state), data?.conversations, {
    isSelecting: hasSelection,
    isPlaceholder: list.isPlaceholderData,
  });
  const order = held.rows.map((conversation) => conversation.id);

  return (
    <>
      <PageHeader breadcrumbs={[{ label: t("title") }]} actions={mayCreate ? newButton : undefined} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 pt-1 max-md:px-2">
        <KindTabs
          appId={app.id}
          filters={filters}
          total={countOf(list)}
          hrefFor={(kind) => hrefFor({ kind, page: 1 })}
        />
        <div className="flex grow items-center justify-end gap-1 pb-1.5">
          <ListSearch value={state.q} onValueChange={setSearch} onDown={toRows} />
          <Menu
            label={t("columns.choose")}
            items={columns.map((column) => ({
              id: column,
              label: t(`columns.${column}`),
              isChecked: chosenColumns.shown.includes(column),
              onSelect: () => chosenColumns.toggle(column),
            }))}
            trigger={(trigger) => (
              <IconButton label={t("columns.choose")} className="max-md:hidden" {...trigger}>
                <Columns3 size={16} aria-hidden />
              </IconButton>
            )}
          />
        </div>
      </div>
      {/* What can be done with the chosen rows takes the filters' place: no row moves under the hand that chooses. */}
      <div className="relative border-b">
        <div className={cn("px-4 py-1.5 max-md:px-2", hasSelection && "invisible")}>
          <FilterBar
            where={state.where}
            onWhereChange={setWhere}
            error={isRefused ? errorText(list.error) : undefined}
          />
        </div>
        {hasSelection ? (
          <BulkBar
            appId={app.id}
            selection={selection}
            total={data?.total ?? null}
            isPageSelected={order.length > 0 && order.every((id) => isSelected(selection, id))}
            query={{ ...filters, sort: state.sort, dir: state.dir }}
            canEdit={can("conversation.edit")}
            onSelectAll={() => setSelection(selectAllMatching())}
            onClear={() => setSelection(noSelection)}
          />
        ) : null}
      </div>
      <PageBody isFlush className={list.isPlaceholderData ? "opacity-60" : undefined}>
        <ListBody
          query={list}
          data={data}
          isFiltered={isFiltered}
          noMatch={
            state.page > 1 ? (
              <BeyondEnd page={state.page} firstHref={hrefFor({ page: 1 })} />
            ) : (
              <NoMatch
                filters={<FilterChips where={state.where} onWhereChange={setWhere} />}
                onClear={() => change({ where: "", q: "" })}
              />
            )
          }
          empty={
            <EmptyState
              icon={<MessagesSquare size={18} />}
              title={t(`empty.${state.kind}.title`)}
              description={t(`empty.${state.kind}.description`)}
              action={mayCreate ? newButton : undefined}
            />
          }
        >
          {() => (
            <div {...held.handlers}>
              <ConversationTable
                ref={table}
                appId={app.id}
                conversations={held.rows}
                columns={chosenColumns.shown}
                sort={{ by: state.sort, dir: state.dir }}
                onSort={(sort: Sort) => change({ sort: sort.by, dir: sort.dir })}
                selection={selection}
                onSelectionChange={setSelection}
                canDelete={can("conversation.delete")}
                onOpen={open}
                onDeleted={held.letGo}
              />
            </div>
          )}
        </ListBody>
      </PageBody>
      <ListStatus
        appId={app.id}
        query={list}
        data={data}
        page={state.page}
        pageSize={pageSize}
        hrefFor={(page) => hrefFor({ page })}
        onReorder={held.reorder}
      />
      {isCreating ? (
        <CreateDialog
          appId={app.id}
          kind={state.kind}
          allowed={{ normal: can("conversation.create"), service: can("service.create") }}
          onClose={() => setCreating(false)}
          onOpen={(href) => {
            setCreating(false);
            router.push(href);
          }}
        />
      ) : null}
    </>
  );
}

/** What the list says of these filters; nothing while it still shows the rows of the last ones. */
function countOf({ data, isPlaceholderData }: { data?: ConversationList; isPlaceholderData: boolean }) {
  return isPlaceholderData ? undefined : data?.total;
}
