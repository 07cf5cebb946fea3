import { familyOf, statusOf } from "./process-tree";

/** Resident memory in MB of a process and everything it started; NaN where the system does not tell. */
export function memoryOf(pid: number): number {
  try {
    return familyOf(pid).reduce((total, id) => total + residentKb(id), 0) / 1000;
  } catch {
    return Number.NaN;
  }
}

function residentKb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0);
}
