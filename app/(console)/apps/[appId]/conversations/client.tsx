"use client";

import { useTranslations } from "next-intl";
import { Delayed } from "@/components/layout/delayed";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { dynamic } from "@/components/ui/dynamic";
import { SkeletonRows } from "@/components/ui/skeleton";

const load = () => import("./list-page").then((module) => module.ConversationListPage);
const ConversationListPage = dynamic(load, { loading: ListSkeleton });
// Fetched while the page is still being put together, not after.
if (typeof window !== "undefined") void load();

/** All conversations. The list's own code comes after the frame of the page. */
export function ConversationsClient() {
  return <ConversationListPage />;
}

function ListSkeleton() {
  const t = useTranslations("conversations");
  return (
    <>
      <PageHeader breadcrumbs={[{ label: t("title") }]} />
      <div className="h-[85px] shrink-0 border-b" />
      <PageBody isFlush>
        <Delayed>
          <SkeletonRows rows={16} columns={4} />
        </Delayed>
      </PageBody>
    </>
  );
}
