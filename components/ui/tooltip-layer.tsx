"use client";

import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";

interface Tip {
  text: string;
  keys: string | undefined;
  anchor: DOMRect;
}

const gap = 6;
const margin = 8;

/**
 * One tooltip for the whole console; loaded by TooltipHost on demand. Anything with `data-tip` shows it on hover after a moment and on keyboard
 * focus at once; one listener serves lists of any length. The text must also be the element's accessible name or
 * visible content: a tooltip is never the only place that says something.
 */
export function TooltipLayer() {
  const [tip, setTip] = useState<Tip | null>(null);
  const bubble = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current: Element | null = null;
    let lastTab = 0;
    const hide = () => {
      clearTimeout(timer);
      current = null;
      setTip(null);
    };
    const show = (element: Element, delay: number) => {
      if (element === current) return;
      clearTimeout(timer);
      current = element;
      timer = setTimeout(() => {
        const text = element.getAttribute("data-tip");
        if (!text || !element.isConnected) return hide();
        setTip({
          text,
          keys: element.getAttribute("data-tip-keys") ?? undefined,
          anchor: element.getBoundingClientRect(),
        });
      }, delay);
    };
    const target = (event: Event) =>
      event.target instanceof Element ? event.target.closest("[data-tip]") : null;
    const over = (event: PointerEvent) => {
      if (event.pointerType === "touch") return;
      if (bubble.current && event.target instanceof Node && bubble.current.contains(event.target)) return;
      const element = target(event);
      if (element) show(element, 350);
      else hide();
    };
    const focus = (event: FocusEvent) => {
      const element = target(event);
      // Only where the Tab key brought the focus: a dialog that opens focuses something too.
      if (element && event.timeStamp - lastTab < 500 && element.matches(":focus-visible")) show(element, 0);
      else hide();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === "Tab") lastTab = event.timeStamp;
      if (event.key === "Escape") hide();
    };
    const options = { passive: true, capture: true };
    document.addEventListener("pointerover", over, options);
    document.addEventListener("pointerdown", hide, options);
    document.addEventListener("focusin", focus, options);
    document.addEventListener("keydown", key, options);
    document.addEventListener("scroll", hide, options);
    // What was reached while this code was on its way.
    const focused = document.activeElement?.closest("[data-tip]");
    const hovered = [...document.querySelectorAll("[data-tip]:hover")].at(-1);
    if (focused?.matches(":focus-visible")) show(focused, 0);
    else if (hovered) show(hovered, 350);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", over, options);
      document.removeEventListener("pointerdown", hide, options);
      document.removeEventListener("focusin", focus, options);
      document.removeEventListener("keydown", key, options);
      document.removeEventListener("scroll", hide, options);
    };
  }, []);

  useEffect(() => {
    const element = bubble.current;
    if (!tip || !element) return;
    const { width, height } = element.getBoundingClientRect();
    const above = tip.anchor.top - height - gap;
    const top = above > margin ? above : tip.anchor.bottom + gap;
    const middle = tip.anchor.left + tip.anchor.width / 2 - width / 2;
    const left = Math.max(margin, Math.min(middle, window.innerWidth - width - margin));
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    element.style.visibility = "visible";
  }, [tip]);

  if (!tip) return null;
  return createPortal(
    <div
      ref={bubble}
      key={tip.text}
      role="tooltip"
      className="pointer-events-none invisible fixed top-0 left-0 z-[100] flex max-w-80 items-center gap-2 rounded-md bg-[#1c1d21] px-2 py-1 text-white text-xs break-words shadow-pop dark:bg-[#3b3d47]"
    >
      <span className="whitespace-pre-line">{tip.text}</span>
      {tip.keys ? <kbd className="font-sans text-[#c9cad3] text-2xs">{tip.keys}</kbd> : null}
    </div>,
    document.body,
  );
}
