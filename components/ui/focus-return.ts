"use client";

import { useCallback, useLayoutEffect, useRef } from "react";

type Place = { element: HTMLElement | null };

let leaving: HTMLElement | null = null;
let latest: Place | null = null;
let heir: HTMLElement | null = null;

/** A popup closes: what opened it is where the focus belongs, also of a dialog that one of its lines has opened. */
export function leaveTo(opener: HTMLElement | null): void {
  leaving = opener;
  // A menu's line does its work before the menu closes.
  if (latest?.element?.closest("[data-radix-popper-content-wrapper]")) latest.element = opener;
  requestAnimationFrame(() => {
    if (hasNobodyFocus()) giveBack(opener);
    leaving = null;
  });
}

/**
 * Remembers what had the focus when something opens; the function it answers gives it back. A dialog that a
 * menu's action opens goes back to the menu's button.
 */
export function useFocusReturn(isOpen: boolean): () => void {
  const before = useRef<Place>({ element: null });
  useLayoutEffect(() => {
    if (!isOpen) return;
    latest = before.current;
    latest.element = hasNobodyFocus() ? leaving : asElement(document.activeElement);
  }, [isOpen]);
  return useCallback(() => {
    if (hasNobodyFocus()) giveBack(before.current.element);
  }, []);
}

/** What had the focus is gone from a list: `element` stands in its place. */
export function passFocusTo(element: HTMLElement): void {
  if (hasNobodyFocus()) element.focus({ preventScroll: true });
  // A dialog is still open: it gives the focus back when it closes.
  else heir = element;
}

/** To its heir, else to the page's content, when what had it is gone, as a deleted row's button is. */
function giveBack(element: HTMLElement | null): void {
  const instead = heir?.isConnected ? heir : document.querySelector("main");
  const target = element === null || element.isConnected ? element : instead;
  heir = null;
  target?.focus({ preventScroll: true });
}

function hasNobodyFocus(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body;
}

function asElement(element: Element | null): HTMLElement | null {
  return element instanceof HTMLElement ? element : null;
}
