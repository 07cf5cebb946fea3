import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "./cn";

const badgeClass = cva(
  "inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 font-medium text-xs",
  {
    variants: {
      tone: {
        neutral: "border-line-strong bg-sunken text-muted",
        accent: "border-accent-line bg-accent-soft text-accent-ink",
        ok: "border-ok-line bg-ok-soft text-ok-ink",
        warn: "border-warn-line bg-warn-soft text-warn-ink",
        danger: "border-danger-line bg-danger-soft text-danger-ink",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

/** A short state in words; colour only supports them. */
export function Badge({
  tone,
  icon,
  className,
  children,
}: VariantProps<typeof badgeClass> & { icon?: ReactNode; className?: string; children: ReactNode }) {
  return (
    <span className={cn(badgeClass({ tone }), className)}>
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
