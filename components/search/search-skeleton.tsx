import { Delayed } from "@/components/layout/delayed";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of search hits while they load. */
export function SearchSkeleton() {
  return (
    <Delayed>
      <div aria-hidden className="flex flex-col gap-3">
        {[0, 1, 2].map((card) => (
          <div key={card} className="rounded-lg border border-line bg-surface">
            <div className="rounded-t-lg border-line border-b bg-sunken px-3 py-2">
              <Skeleton className="h-4 w-44" />
            </div>
            {["w-2/5", "w-3/5", "w-4/5", "w-1/3", "w-1/2"].map((width) => (
              <div key={width} className="flex gap-3 px-3 py-1">
                <Skeleton className="h-4 w-28" />
                <Skeleton className={`h-4 ${width}`} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </Delayed>
  );
}
