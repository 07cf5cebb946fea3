import { cva } from "class-variance-authority";

/** The look of a button, also for links that act as one. */
export const buttonClass = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50",
  {
    variants: {
      variant: {
        primary:
          "border-transparent bg-accent text-on-accent enabled:hover:bg-accent-hover [a&]:hover:bg-accent-hover",
        secondary: "border-line-strong bg-surface text-ink enabled:hover:bg-hover [a&]:hover:bg-hover",
        ghost:
          "border-transparent text-muted enabled:hover:bg-hover enabled:hover:text-ink [a&]:hover:bg-hover [a&]:hover:text-ink",
        danger: "border-transparent bg-danger text-on-danger enabled:hover:bg-danger-hover",
      },
      size: { md: "h-8 px-3 text-base", sm: "h-7 px-2 text-sm" },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);
