import "server-only";
import { BlockList, isIP } from "node:net";
import { onEveryRequest } from "./on-every-request";

/**
 * Makes `X-Forwarded-For` of every request to this process the one address it came from, before
 * anything reads it: Next itself believes whatever the client wrote there. Without proxies of ours
 * that is the socket's; behind them, the nearest address that is none of theirs. Answers what ends it.
 */
export function settleClientAddresses(trustedProxies: readonly string[]): () => void {
  const proxies = trustedProxies.length === 0 ? null : networksOf(trustedProxies);
  return onEveryRequest(({ headers, socket }) => {
    headers["x-forwarded-for"] = clientAddress(
      proxies,
      socket.remoteAddress ?? "",
      headers["x-forwarded-for"],
    );
  });
}

function clientAddress(
  proxies: BlockList | null,
  peer: string,
  forwarded: string | string[] | undefined,
): string {
  // A look into even an empty list costs as much as the rest of a short call.
  if (proxies === null) return plainAddress(peer);
  const hops = [forwarded ?? []].flat().join(",").split(",");
  let address = plainAddress(peer);
  while (isIn(proxies, address)) {
    const before = plainAddress(hops.pop() ?? "");
    if (isIP(before) === 0) break;
    address = before;
  }
  return address;
}

function networksOf(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = "", prefix] = entry.split("/");
    const bits = isIP(address) === 6 ? 128 : 32;
    list.addSubnet(address, Number(prefix ?? bits), bits === 128 ? "ipv6" : "ipv4");
  }
  return list;
}

function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? "ipv6" : "ipv4");
}

function plainAddress(text: string): string {
  return text.trim().replace(/^::ffff:(?=\d+\.)/i, "");
}
