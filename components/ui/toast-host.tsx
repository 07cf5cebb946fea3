"use client";

import { useEffect, useState } from "react";
import { dynamic } from "./dynamic";
import { onToastWanted } from "./toast";

const Toaster = dynamic(() => import("./toaster").then((module) => module.Toaster));

/** Mounts the toaster when the first toast is asked for. */
export function ToastHost() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => onToastWanted(() => setWanted(true)), []);
  return wanted ? <Toaster /> : null;
}
