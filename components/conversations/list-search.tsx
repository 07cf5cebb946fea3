"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { SearchInput } from "@/components/ui/search-input";

const waitMs = 250;

/** The one search box: part of a name, an id, or a member. Applied a moment after typing, by Enter, or on leaving it. */
export function ListSearch({
  value,
  onValueChange,
  onDown,
}: {
  value: string;
  onValueChange: (q: string) => void;
  /** Enter or the arrow down: on to the rows. */
  onDown: () => void;
}) {
  const t = useTranslations("conversations");
  const [applied, setApplied] = useState(value);
  const [text, setText] = useState(value);
  if (value !== applied) {
    setApplied(value);
    if (text.trim() !== value) setText(value);
  }
  useEffect(() => {
    const next = text.trim();
    if (next === value) return;
    const timer = setTimeout(() => onValueChange(next), waitMs);
    return () => clearTimeout(timer);
  }, [text, value, onValueChange]);
  const apply = () => {
    const next = text.trim();
    if (next !== value) onValueChange(next);
  };
  const goDown = () => {
    apply();
    onDown();
  };
  return (
    <form
      className="w-72 max-md:w-full"
      onSubmit={(event) => {
        event.preventDefault();
        goDown();
      }}
    >
      <SearchInput
        value={text}
        onValueChange={(next) => setText(next.slice(0, 200))}
        placeholder={t("search")}
        isPageSearch
        onDown={goDown}
        // Later, it would take back the way to a link that is followed at once.
        onBlur={apply}
      />
    </form>
  );
}
