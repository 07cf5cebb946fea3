import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const iconButtonClass = cva(
  "inline-flex shrink-0 items-center justify-center rounded-md border transition-colors disabled:cursor-not-allowed disabled:opacity-50",
  {
    variants: {
      variant: {
        ghost: "border-transparent text-muted enabled:hover:bg-hover enabled:hover:text-ink",
        secondary: "border-line-strong bg-surface text-muted enabled:hover:bg-hover enabled:hover:text-ink",
        danger: "border-transparent text-danger-ink enabled:hover:bg-danger-soft",
      },
      size: { md: "size-8", sm: "size-6" },
      isActive: { true: "bg-selected text-accent-ink" },
    },
    defaultVariants: { variant: "ghost", size: "md" },
  },
);

/** A button that is only an icon: its label is its accessible name and its tooltip. */
export function IconButton({
  label,
  keys,
  variant,
  size,
  isActive,
  className,
  type = "button",
  ...props
}: ComponentProps<"button"> & VariantProps<typeof iconButtonClass> & { label: string; keys?: string }) {
  return (
    <button
      {...props}
      type={type}
      aria-label={label}
      data-tip={label}
      data-tip-keys={keys}
      className={cn(iconButtonClass({ variant, size, isActive }), className)}
    />
  );
}
