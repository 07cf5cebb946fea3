import "server-only";

type Place<T> = {
  fixed: Map<string, Place<T>>;
  dynamic: { name: string; place: Place<T> } | null;
  value?: T;
};
export type Found<T> = { value: T; params: Record<string, string> };

/**
 * Finds what stands at a path among patterns like `/apps/[appId]/messages`: fixed segments come before dynamic
 * ones, as in Next. Dynamic segments are answered decoded. Null for what no pattern is for, or cannot be decoded.
 */
export function createPathFinder<T>(
  patterns: Iterable<readonly [string, T]>,
): (path: string) => Found<T> | null {
  const root: Place<T> = { fixed: new Map(), dynamic: null };
  for (const [pattern, value] of patterns) {
    let place = root;
    for (const segment of pattern.split("/")) place = stepInto(place, segment);
    place.value = value;
  }
  return (path) => find(root, path.split("/"), 0);
}

function stepInto<T>(place: Place<T>, segment: string): Place<T> {
  const next: Place<T> = { fixed: new Map(), dynamic: null };
  const [, name] = /^\[(\w+)\]$/.exec(segment) ?? [];
  if (name !== undefined) {
    place.dynamic ??= { name, place: next };
    return place.dynamic.place;
  }
  const known = place.fixed.get(segment) ?? next;
  place.fixed.set(segment, known);
  return known;
}

function find<T>(place: Place<T>, segments: string[], depth: number): Found<T> | null {
  const segment = segments[depth];
  if (segment === undefined) return place.value === undefined ? null : { value: place.value, params: {} };
  const fixed = place.fixed.get(segment);
  const found = fixed ? find(fixed, segments, depth + 1) : null;
  if (found || !place.dynamic || segment === "") return found;
  const { name, place: next } = place.dynamic;
  const rest = find(next, segments, depth + 1);
  const decoded = rest && decode(segment);
  return rest && decoded !== null ? { value: rest.value, params: { [name]: decoded, ...rest.params } } : null;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
