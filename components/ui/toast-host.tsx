"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onToastWanted } from "./toast";

const Toaster = dynamic(() => import("./toaster").then((module) => module.Toaster), { ssr: false });

/** Mounts the toaster when the first toast is asked for. */
export function ToastHost() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => onToastWanted(() => setWanted(true)), []);
  return wanted ? <Toaster /> : null;
}
