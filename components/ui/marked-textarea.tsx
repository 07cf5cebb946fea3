"use client";

import { type ComponentProps, useLayoutEffect, useRef } from "react";
import { cn } from "./cn";
import { Textarea, textareaClass } from "./textarea";

/** A text area with what is wrong underlined where it stands. `mark` is a range of the text; an empty one is its end. */
export function MarkedTextarea({
  mark,
  value,
  onScroll,
  ...props
}: ComponentProps<typeof Textarea> & { value: string; mark: { from: number; to: number } | null }) {
  const under = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const follow = () => {
    if (under.current && area.current) under.current.scrollTop = area.current.scrollTop;
  };
  useLayoutEffect(follow);
  return (
    <div className="relative flex">
      <Textarea
        {...props}
        ref={area}
        value={value}
        className={cn("[scrollbar-gutter:stable]", props.className)}
        onScroll={(event) => {
          follow();
          onScroll?.(event);
        }}
      />
      {mark ? (
        <div
          ref={under}
          aria-hidden
          className={cn(
            textareaClass({ isMono: props.isMono }),
            "pointer-events-none absolute inset-0 overflow-hidden whitespace-pre-wrap border-transparent bg-transparent text-transparent [scrollbar-gutter:stable] hover:border-transparent",
          )}
        >
          {value.slice(0, mark.from)}
          <mark className="bg-transparent text-transparent underline decoration-2 decoration-danger decoration-wavy underline-offset-2">
            {value.slice(mark.from, mark.to) || "\u00a0"}
          </mark>
          {/* A last empty line counts in a text area, and must here. */}
          {`${value.slice(mark.to)}\u200b`}
        </div>
      ) : null}
    </div>
  );
}
