import { cn } from "@/components/ui/cn";
import type { SessionApp } from "@/lib/contracts/session";

const grounds: Record<SessionApp["color"], string> = {
  neutral: "bg-[#5f6270]",
  blue: "bg-[#3b5bdb]",
  green: "bg-[#2b7a3d]",
  amber: "bg-[#8a5a00]",
  red: "bg-[#c62a3a]",
  violet: "bg-[#6741d9]",
};

type Looks = Pick<SessionApp, "color" | "environment" | "name">;

/** The colour of an app's edge: red for production whatever else was chosen, so that nobody mistakes it. */
export function edgeClass(app: Pick<SessionApp, "color" | "environment"> | null): string {
  if (!app) return "bg-transparent";
  return app.environment === "production" ? grounds.red : grounds[app.color];
}

/** An app's coloured square with its first letter. */
export function AppMark({ app, className }: { app: Looks; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex size-6 shrink-0 items-center justify-center rounded-md font-semibold text-white text-xs",
        grounds[app.color],
        className,
      )}
    >
      {(Array.from(app.name.trim())[0] ?? "?").toUpperCase()}
    </span>
  );
}
