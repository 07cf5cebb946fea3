"use client";

import { useState } from "react";

/** True from the first time something was open: lazy code stays mounted for its closing. */
export function useEverOpen(isOpen: boolean): boolean {
  const [wasOpened, setWasOpened] = useState(isOpen);
  if (isOpen && !wasOpened) setWasOpened(true);
  return wasOpened || isOpen;
}
