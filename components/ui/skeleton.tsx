import { cn } from "./cn";

/** A grey block of the final shape. Hidden from assistive technology: the view says "Loading…" once. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block animate-pulse rounded-sm bg-line", className)} />;
}

const widths = ["w-2/3", "w-1/2", "w-3/4", "w-2/5", "w-3/5"];

/** Rows of the final height while a list loads; `hasHeader` keeps the place of a table's header. */
export function SkeletonRows({
  rows = 8,
  columns = 4,
  hasHeader = false,
}: {
  rows?: number;
  columns?: number;
  hasHeader?: boolean;
}) {
  const lines = Array.from({ length: rows }, (_, row) => ({
    id: `row-${row}`,
    cells: Array.from({ length: columns }, (_, column) => ({
      id: `cell-${column}`,
      width: widths[(row + column * 2) % widths.length],
      isWide: column > 1,
    })),
  }));
  return (
    <div aria-hidden>
      {hasHeader ? <div className="h-8 border-line border-b max-md:hidden" /> : null}
      {lines.map((line) => (
        <div key={line.id} className="flex h-(--row-height) items-center gap-6 border-line border-b px-4">
          {line.cells.map((cell) => (
            <span key={cell.id} className={cn("flex-1", cell.isWide && "max-md:hidden")}>
              <Skeleton className={cn("h-3", cell.width)} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
