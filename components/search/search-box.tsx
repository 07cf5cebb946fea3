"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { SearchInput } from "@/components/ui/search-input";

const pauseMs = 450;

/** The search box: looks when typing pauses, at once on Enter and on leaving it. Half-typed input is never sent while composing. */
export function SearchBox({
  text,
  onTextChange,
  onSearch,
  onDown,
  formRef,
}: {
  text: string;
  onTextChange: (text: string) => void;
  onSearch: (q: string) => void;
  /** The arrow down: to the first hit, when there is one. */
  onDown?: () => void;
  formRef: RefObject<HTMLFormElement | null>;
}) {
  const t = useTranslations("search");
  const latest = useRef(onSearch);
  latest.current = onSearch;
  useEffect(() => {
    const timer = setTimeout(() => latest.current(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <search>
      <form
        ref={formRef}
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(text.trim());
        }}
      >
        <SearchInput
          className="flex-1"
          value={text}
          onValueChange={onTextChange}
          placeholder={t("box.placeholder")}
          isPageSearch
          onDown={onDown}
          // Later, it would take back the way to a link that is followed at once.
          onBlur={() => onSearch(text.trim())}
        />
        <Button type="submit" variant="primary" icon={<Search size={14} aria-hidden />}>
          {t("box.submit")}
        </Button>
      </form>
    </search>
  );
}
