import { readdirSync, readFileSync } from "node:fs";
import { errorCode } from "../data-folder";

/** Resident memory in MB of a process and everything it started; NaN where the system does not tell. */
export function memoryOf(pid: number): number {
  try {
    const parents = readParents();
    const family = [...parents.keys()].filter((id) => isInFamily(id, pid, parents));
    return family.reduce((total, id) => total + residentKb(id), 0) / 1000;
  } catch {
    return Number.NaN;
  }
}

function readParents(): Map<number, number> {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return new Map(
    ids.flatMap((id): [number, number][] => {
      const parent = /^PPid:\s+(\d+)/m.exec(readStatus(Number(id)))?.[1];
      return parent ? [[Number(id), Number(parent)]] : [];
    }),
  );
}

function isInFamily(id: number, ancestor: number, parents: Map<number, number>): boolean {
  if (id === ancestor) return true;
  const parent = parents.get(id);
  return parent !== undefined && parent !== 0 && isInFamily(parent, ancestor, parents);
}

function residentKb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readStatus(pid))?.[1] ?? 0);
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes(errorCode(error))) return "";
    throw error;
  }
}
