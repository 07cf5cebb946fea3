/** A segment of an address in clear; Next gives some of them decoded already, and ids may hold a `%`. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
