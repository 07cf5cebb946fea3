"use client";

import { useLocale, useTranslations } from "next-intl";
import { useSession } from "@/components/layout/session-context";
import { useOperators } from "@/lib/queries/live/use-live";

/** Which other operators answer the conversation, or look at it, right now. */
export function OthersHere({
  appId,
  conversationId,
  client,
}: {
  appId: string;
  conversationId: string;
  client: string | null;
}) {
  const t = useTranslations("live");
  const list = new Intl.ListFormat(useLocale(), { type: "conjunction" });
  const { operator } = useSession();
  const others = useOperators(appId, conversationId, client).filter((one) => one.id !== operator.id);
  const inState = (state: "answering" | "viewing") =>
    others.filter((one) => one.state === state).map((one) => one.name);
  const [answering, viewing] = [inState("answering"), inState("viewing")];
  return (
    <div role="status" className="shrink-0">
      {others.length > 0 ? (
        <p className="flex flex-wrap gap-x-3 border-t bg-sunken px-4 py-1 text-muted text-sm max-md:px-2">
          {answering.length > 0 ? (
            <span className="font-medium text-accent-ink">
              {t("answering", { names: list.format(answering), count: answering.length })}
            </span>
          ) : null}
          {viewing.length > 0 ? (
            <span>{t("viewing", { names: list.format(viewing), count: viewing.length })}</span>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
