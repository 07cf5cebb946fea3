"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCan } from "@/components/layout/session-context";
import { Bidi } from "@/components/ui/bidi";
import { dynamic } from "@/components/ui/dynamic";
import { IconButton } from "@/components/ui/icon-button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { Conversation } from "@/lib/contracts/conversations";
import { attributeLines } from "./attribute-lines";
import { PanelSection } from "./panel-section";

const JsonView = dynamic(() => import("@/components/ui/json-view").then((module) => module.JsonView));
const EditDetailsDialog = dynamic(() =>
  import("./edit-details-dialog").then((module) => module.EditDetailsDialog),
);

/** The conversation's attributes and custom columns, as a list or as JSON, and changing them. */
export function AttributesSection({ appId, conversation }: { appId: string; conversation: Conversation }) {
  const t = useTranslations("members.attributes");
  const can = useCan();
  const [view, setView] = useState<"list" | "json">("list");
  const [isEditing, setEditing] = useState(false);
  const { attributes, custom } = conversation;
  const hasAny = Object.keys(attributes).length > 0 || Object.keys(custom).length > 0;
  return (
    <PanelSection
      title={t("title")}
      action={
        <>
          {hasAny ? (
            <SegmentedControl
              label={t("view")}
              size="sm"
              value={view}
              onValueChange={setView}
              options={[
                { value: "list", label: t("list") },
                { value: "json", label: "JSON" },
              ]}
            />
          ) : null}
          {can("conversation.edit") ? (
            <IconButton label={t("edit")} size="sm" onClick={() => setEditing(true)}>
              <Pencil size={14} aria-hidden />
            </IconButton>
          ) : null}
        </>
      }
    >
      {!hasAny ? (
        <p className="text-muted text-sm">{t("none")}</p>
      ) : view === "json" ? (
        <JsonView value={Object.keys(custom).length > 0 ? { attr: attributes, ...custom } : attributes} />
      ) : (
        <>
          <KeyList values={attributes} />
          {Object.keys(custom).length > 0 ? (
            <>
              <h3 className="mt-2 mb-1 font-normal text-faint text-xs">{t("custom")}</h3>
              <KeyList values={custom} />
            </>
          ) : null}
        </>
      )}
      {isEditing ? (
        <EditDetailsDialog appId={appId} conversation={conversation} onClose={() => setEditing(false)} />
      ) : null}
    </PanelSection>
  );
}

function KeyList({ values }: { values: Record<string, unknown> }) {
  const t = useTranslations("members.attributes");
  const { lines, hidden } = attributeLines(values);
  return (
    <>
      <dl className="flex flex-col gap-1 text-sm">
        {lines.map(({ key, text }) => (
          <div key={key} className="flex gap-3">
            <dt className="w-24 shrink-0 truncate font-mono text-muted text-xs leading-5" data-tip={key}>
              {key}
            </dt>
            <dd className="min-w-0 flex-1">
              <Bidi className="line-clamp-4">{text}</Bidi>
            </dd>
          </div>
        ))}
      </dl>
      {hidden > 0 ? <p className="mt-1 text-faint text-xs">{t("more", { count: hidden })}</p> : null}
    </>
  );
}
