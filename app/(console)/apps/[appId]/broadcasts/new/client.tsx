"use client";

import { useTranslations } from "next-intl";
import type { Step } from "@/components/broadcasts/plan";
import { AnnouncementWizard, type WizardPlace } from "@/components/broadcasts/wizard";
import { type ContentDraft, emptyContent, toOutgoingData } from "@/components/composer/content-draft";
import { useKeptState } from "@/components/entities/use-kept-state";
import { Delayed } from "@/components/layout/delayed";
import { ForbiddenState } from "@/components/layout/forbidden-state";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { useCan } from "@/components/layout/session-context";
import { dynamic } from "@/components/ui/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { announcementSearchParams, serializeAnnouncement } from "./search-params";

const ContentEditor = dynamic(
  () => import("@/components/composer/content-editor").then((module) => module.ContentEditor),
  {
    loading: () => (
      <Delayed>
        <Skeleton className="h-32 w-full" />
      </Delayed>
    ),
  },
);

/** Composes an announcement; the place in it is the URL's, what was typed is kept in this browser. */
export function NewAnnouncementClient({ appId }: { appId: string }) {
  const t = useTranslations("broadcasts");
  const can = useCan();
  const [params, setParams] = useQueryStates(announcementSearchParams, { history: "push" });
  const content = useKeptState(`parley:announcement-content:${appId}`, readContent);
  const outgoing = toOutgoingData(content.value);
  const base = `/apps/${encodeURIComponent(appId)}/broadcasts`;

  const place: WizardPlace = {
    step: params.step,
    target: { conversationId: params.conversation, audience: params.audience, to: params.to },
    operationId: params.op,
  };
  const changePlace = ({ step, target, operationId }: Partial<WizardPlace>) =>
    void setParams(
      {
        step,
        op: operationId === "" ? null : operationId,
        conversation: target && (target.conversationId || null),
        audience: target?.audience,
        to: target && (target.to.length > 0 ? [...target.to] : null),
      },
      // Choosing inside a step is not a place to go back to; another step is.
      { history: step === undefined ? "replace" : "push" },
    );

  return (
    <>
      <PageHeader breadcrumbs={[{ label: t("title"), href: base }, { label: t("new") }]} />
      <PageBody isNarrow>
        {can("broadcast.send") || can("service.send") ? (
          <AnnouncementWizard
            appId={appId}
            place={place}
            onPlaceChange={changePlace}
            hrefFor={(step: Step) => serializeAnnouncement(`${base}/new`, { ...params, step, op: null })}
            data={outgoing.data}
            editor={({ showsErrors }) => (
              <ContentEditor
                value={content.value}
                onChange={content.set}
                error={showsErrors ? outgoing.error : null}
              />
            )}
            onSent={content.forget}
          />
        ) : (
          <ForbiddenState needs="admin" />
        )}
      </PageBody>
    </>
  );
}

/** A kept draft; anything of another shape is an empty one. */
function readContent(value: unknown): ContentDraft {
  const blank = emptyContent();
  if (typeof value !== "object" || value === null) return blank;
  const kept = new Map<string, unknown>(Object.entries(value));
  const isDraft = Object.keys(blank).every((field) => typeof kept.get(field) === "string");
  return isDraft ? (value as ContentDraft) : blank;
}
