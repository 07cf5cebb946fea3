import "server-only";
import { type ClientList, getClientList } from "@/lib/leancloud/members";
import { getTimedSilences } from "@/lib/leancloud/restrictions";
import { kindOf } from "../../conversations/kind-of";
import type { OpenOperation } from "./verdict";

const maxPages = 20;

/** All clients of one of a conversation's lists; null when it is too long, or the conversation gone. */
export async function wholeList(
  operation: OpenOperation,
  list: ClientList,
  id: string,
): Promise<string[] | null> {
  const { app, upstream } = operation;
  const kind = await kindOf(app, upstream, id);
  if (!kind) return null;
  return everyPage(async (next) => {
    const page = await getClientList(upstream, list, { kind, id }, next);
    return { rows: page.clientIds, next: page.next };
  });
}

/** All silences for a time of a conversation; null when there are too many. */
export function allTimedSilences({ upstream }: OpenOperation, id: string) {
  return everyPage(async (next) => {
    const page = await getTimedSilences(upstream, id, next);
    return { rows: page.silences, next: page.next };
  });
}

async function everyPage<Row>(
  read: (next: string | undefined) => Promise<{ rows: Row[]; next: string | null }>,
): Promise<Row[] | null> {
  const all: Row[] = [];
  let next: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const reply = await read(next);
    all.push(...reply.rows);
    if (!reply.next) return all;
    next = reply.next;
  }
  return null;
}
