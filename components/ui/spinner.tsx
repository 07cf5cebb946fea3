import { LoaderCircle } from "lucide-react";

/** A turning ring; what is being done is said in words next to it. */
export function Spinner({ size = 16 }: { size?: number }) {
  return <LoaderCircle aria-hidden size={size} className="shrink-0 animate-spin" />;
}
