import { Skeleton } from "@/components/ui/skeleton";

const widths = ["w-1/2", "w-2/3", "w-1/3", "w-3/5", "w-2/5", "w-4/5", "w-3/4"];

/** The shape of a history while it loads. */
export function HistorySkeleton() {
  return (
    <div aria-hidden className="flex h-full flex-col justify-end gap-4 p-4">
      {widths.map((width) => (
        <div key={width} className="flex gap-3">
          <span className="size-8 shrink-0 animate-pulse rounded-full bg-line" />
          <div className="flex min-w-0 flex-1 flex-col gap-2 pt-1">
            <Skeleton className="h-3 w-24" />
            <Skeleton className={`h-3 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
