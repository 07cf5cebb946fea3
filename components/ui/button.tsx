import type { VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { buttonClass } from "./button-look";
import { cn } from "./cn";
import { Link } from "./link";
import { Spinner } from "./spinner";

type Look = VariantProps<typeof buttonClass> & { icon?: ReactNode };

/** A button with words. While `isLoading` it keeps its width, cannot be pressed again and says it is busy. */
export function Button({
  variant,
  size,
  icon,
  isLoading = false,
  className,
  children,
  disabled,
  type = "button",
  ...props
}: ComponentProps<"button"> & Look & { isLoading?: boolean }) {
  return (
    <button
      {...props}
      type={type}
      disabled={disabled || isLoading}
      aria-busy={isLoading || undefined}
      className={cn(buttonClass({ variant, size }), className)}
    >
      {isLoading ? <Spinner size={14} /> : icon}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  variant,
  size,
  icon,
  className,
  children,
  ...props
}: ComponentProps<typeof Link> & Look) {
  return (
    <Link {...props} className={cn(buttonClass({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  );
}
