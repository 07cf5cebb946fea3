import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. It does not resolve conflicts: a caller's `className` is for placement
 * (margin, width, flex), looks are chosen by a component's props.
 */
export function cn(...values: ClassValue[]): string {
  return clsx(values);
}
