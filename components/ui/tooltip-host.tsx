"use client";

import { useEffect, useState } from "react";
import { dynamic } from "./dynamic";

const TooltipLayer = dynamic(() => import("./tooltip-layer").then((module) => module.TooltipLayer));

/** Mounts the tooltips when a mouse or the Tab key is first used. */
export function TooltipHost() {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    const want = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key === "Tab" : isMouse(event)) setWanted(true);
    };
    document.addEventListener("pointerover", want, { passive: true });
    document.addEventListener("keydown", want, { passive: true });
    return () => {
      document.removeEventListener("pointerover", want);
      document.removeEventListener("keydown", want);
    };
  }, []);
  return isWanted ? <TooltipLayer /> : null;
}

const isMouse = (event: Event) => event instanceof PointerEvent && event.pointerType !== "touch";
