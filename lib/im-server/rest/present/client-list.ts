import type { ClientListPage } from "../../store/interface";

/** A page of a list; `next` only where there is more. */
export function presentClientList(page: ClientListPage): { client_ids: string[]; next?: string } {
  return page.next === null
    ? { client_ids: page.clientIds }
    : { client_ids: page.clientIds, next: page.next };
}
