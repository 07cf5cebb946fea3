import { Delayed } from "@/components/layout/delayed";
import { Skeleton } from "@/components/ui/skeleton";

const widths = ["w-3/5", "w-2/5", "w-4/5", "w-1/2", "w-2/3", "w-1/3"];

/** The shape of a feed while it loads. */
export function FeedSkeleton() {
  return (
    <Delayed>
      <div aria-hidden className="flex flex-col gap-2">
        <Skeleton className="mt-2 h-4 w-40" />
        {[4, 2, 5].map((rows) => (
          <div key={rows} className="rounded-lg border border-line bg-surface">
            <div className="rounded-t-lg bg-sunken px-3 py-2">
              <Skeleton className="h-4 w-48" />
            </div>
            {widths.slice(0, rows).map((width) => (
              <div key={width} className="flex gap-3 border-line border-t px-3 py-(--cell-y)">
                <Skeleton className="h-5 w-28" />
                <Skeleton className={`h-5 ${width}`} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </Delayed>
  );
}
