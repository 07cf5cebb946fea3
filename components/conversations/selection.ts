/** Which rows are chosen. Ids stay chosen over pages; `all` means everything that matches the filters. */
export interface Selection {
  ids: ReadonlySet<string>;
  isAll: boolean;
  /** Where a range begins. */
  anchor: string | null;
}

export const noSelection: Selection = { ids: new Set(), isAll: false, anchor: null };

/** Chooses a row or lets it go. */
export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.isAll ? [] : selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, isAll: false, anchor: id };
}

/** Chooses everything between the last chosen row and this one, both included; without one, only this. */
export function extendTo(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(id);
  if (to < 0) return selection;
  if (from < 0) return { ids: new Set([...selection.ids, id]), isAll: false, anchor: id };
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), isAll: false, anchor: selection.anchor };
}

/** Chooses every row of the page, or lets them go when all were chosen. */
export function togglePage(selection: Selection, order: readonly string[]): Selection {
  const isWhole = order.length > 0 && order.every((id) => selection.ids.has(id));
  const ids = new Set(selection.ids);
  for (const id of order) {
    if (isWhole || selection.isAll) ids.delete(id);
    else ids.add(id);
  }
  return { ids, isAll: false, anchor: null };
}

/** Everything that matches, on all pages. */
export function selectAllMatching(): Selection {
  return { ids: new Set(), isAll: true, anchor: null };
}

/** Whether a row is chosen. */
export function isSelected(selection: Selection, id: string): boolean {
  return selection.isAll || selection.ids.has(id);
}

/** How many are chosen; null when that is not known. */
export function selectedCount(selection: Selection, total: number | null): number | null {
  return selection.isAll ? total : selection.ids.size;
}
