import type { ReactNode } from "react";
import { closeBidi } from "./close-bidi";
import { cn } from "./cn";
import { longWords } from "./long-words";

/** Text from users: its direction cannot leak into what stands around it, and it breaks anywhere. */
export function Bidi({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <bdi dir="auto" className={cn("[overflow-wrap:anywhere]", longWords(children), className)}>
      {typeof children === "string" ? closeBidi(children) : children}
    </bdi>
  );
}
