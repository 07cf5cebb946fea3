"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** The nearest ancestor that scrolls, and how far below its top the element begins. */
export function useScrollParent(element: RefObject<HTMLElement | null>): {
  parent: HTMLElement | null;
  margin: number;
} {
  const [found, setFound] = useState<{ parent: HTMLElement | null; margin: number }>({
    parent: null,
    margin: 0,
  });
  useLayoutEffect(() => {
    const start = element.current;
    if (!start) return;
    const parent = scrollParentOf(start);
    const measure = () => {
      const margin =
        start.getBoundingClientRect().top - parent.getBoundingClientRect().top + parent.scrollTop;
      setFound((last) =>
        last.parent === parent && Math.abs(last.margin - margin) < 1 ? last : { parent, margin },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(parent);
    if (start.parentElement) observer.observe(start.parentElement);
    return () => observer.disconnect();
  }, [element]);
  return found;
}

/** The nearest ancestor that scrolls; else the page. */
export function scrollParentOf(start: HTMLElement): HTMLElement {
  for (let node = start.parentElement; node; node = node.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
  }
  return document.documentElement;
}
