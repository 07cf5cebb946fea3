"use client";

import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from "react";
import { cn } from "./cn";

/** A checkbox, alone (give `aria-label`) or with its words. */
export function Checkbox({
  label,
  isIndeterminate = false,
  className,
  ...props
}: Omit<ComponentProps<"input">, "type" | "ref"> & { label?: ReactNode; isIndeterminate?: boolean }) {
  const ownId = useId();
  const id = props.id ?? ownId;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = isIndeterminate;
  }, [isIndeterminate]);
  const box = (
    <input
      {...props}
      id={id}
      ref={input}
      type="checkbox"
      className={cn(
        "size-4 shrink-0 cursor-pointer align-middle accent-accent disabled:cursor-not-allowed",
        !label && className,
      )}
    />
  );
  if (!label) return box;
  return (
    <label htmlFor={id} className={cn("flex cursor-pointer items-start gap-2", className)}>
      <span className="flex h-5 items-center">{box}</span>
      <span>{label}</span>
    </label>
  );
}
