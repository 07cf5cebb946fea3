import { readdirSync, readFileSync } from "node:fs";
import { errorCode } from "../data-folder";

/** The process and everything it started, by Linux's /proc. Throws where there is none. */
export function familyOf(pid: number): number[] {
  const parents = readParents();
  return [...parents.keys()].filter((id) => isInFamily(id, pid, parents));
}

/** The words that a process was started with; empty when it has ended. */
export function commandOf(pid: number): string {
  return readProcess(pid, "cmdline").replaceAll("\0", " ");
}

/** Linux's description of a process; empty when it has ended. */
export function statusOf(pid: number): string {
  return readProcess(pid, "status");
}

function readParents(): Map<number, number> {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return new Map(
    ids.flatMap((id): [number, number][] => {
      const parent = /^PPid:\s+(\d+)/m.exec(statusOf(Number(id)))?.[1];
      return parent ? [[Number(id), Number(parent)]] : [];
    }),
  );
}

function isInFamily(id: number, ancestor: number, parents: Map<number, number>): boolean {
  if (id === ancestor) return true;
  const parent = parents.get(id);
  return parent !== undefined && parent !== 0 && isInFamily(parent, ancestor, parents);
}

function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes(errorCode(error))) return "";
    throw error;
  }
}
