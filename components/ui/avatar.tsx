import { avatarInitial, avatarTone } from "./avatar-look";
import { cn } from "./cn";

const sizes = {
  16: "size-4 text-[9px]",
  20: "size-5 text-[10px]",
  24: "size-6 text-2xs",
  32: "size-8 text-sm",
  40: "size-10 text-lg",
} as const;

/** A picture made from an id: always the same colour and first character. Decorative, the id stands beside it. */
export function Avatar({
  id,
  size = 24,
  className,
}: {
  id: string;
  size?: keyof typeof sizes;
  className?: string;
}) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center rounded-full font-semibold text-white",
        sizes[size],
        avatarTone(id),
        className,
      )}
    >
      {avatarInitial(id)}
    </span>
  );
}
