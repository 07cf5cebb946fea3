"use client";

import { type RefObject, useEffect, useState } from "react";

const callbacks = new WeakMap<Element, () => void>();
let observer: IntersectionObserver | undefined;

/** Becomes true when the element comes near the visible part, and stays so. One observer serves every row. */
export function useInView(element: RefObject<Element | null>): boolean {
  const [isInView, setInView] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (!target || isInView) return;
    observer ??= new IntersectionObserver(
      (entries) => {
        for (const entry of entries) if (entry.isIntersecting) callbacks.get(entry.target)?.();
      },
      { rootMargin: "200px 0px" },
    );
    const watching = observer;
    callbacks.set(target, () => setInView(true));
    watching.observe(target);
    return () => {
      watching.unobserve(target);
      callbacks.delete(target);
    };
  }, [element, isInView]);
  return isInView;
}
