"use client";

import { useTranslations } from "next-intl";
import { Bidi } from "@/components/ui/bidi";
import { useDates } from "@/lib/i18n/use-dates";
import { type Filter, formatScalar } from "./where-filters";

/** One condition in words. */
export function FilterLabel({ filter }: { filter: Filter }) {
  const t = useTranslations("conversations.filters");
  const { format } = useDates();
  const value = (text: string) => ({ value: () => <Bidi className="font-medium">{text}</Bidi> });
  switch (filter.type) {
    case "member":
      return t.rich("says.member", value(filter.clientId));
    case "creator":
      return t.rich("says.creator", value(filter.clientId));
    case "name":
      return t.rich(filter.op === "is" ? "says.nameIs" : "says.nameContains", value(filter.text));
    case "unique":
      return filter.value ? t("says.unique") : t("says.notUnique");
    case "date":
      return t.rich(`says.${filter.field}.${filter.op}`, value(format(filter.at, "dateTime")));
    case "attribute": {
      const key = () => <span className="font-mono text-xs">{filter.key}</span>;
      if (!("value" in filter)) return t.rich(`says.attribute.${filter.op}`, { key });
      return t.rich(`says.attribute.${filter.op}`, { key, ...value(formatScalar(filter.value)) });
    }
  }
}
