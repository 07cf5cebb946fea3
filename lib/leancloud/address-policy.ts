import "server-only";
import { lookup as dnsLookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { UpstreamError } from "./upstream-error";

/** Which addresses an app may lie at. Those given by variables are trusted as they are. */
export type AddressPolicy = {
  /** Any address, plain http too. */
  allowPrivate: boolean;
  /** `localhost` and 127.0.0.0/8, plain http too. */
  allowLoopback: boolean;
};

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Everything that is not the public internet: private, link-local (cloud metadata), shared, reserved, multicast. */
const special = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  special.addSubnet(net, prefix, "ipv4");
}
for (const [net, prefix] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["3fff::", 20],
  ["5f00::", 16],
  ["::ffff:0:0:0", 96],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  special.addSubnet(net, prefix, "ipv6");
}

/** Checks scheme, and the host where it is an address already. Throws UpstreamError `address-refused`. */
export function checkUrl(url: URL, policy: AddressPolicy): void {
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refused("must be an https address");
  if (url.username || url.password) throw refused("must not hold a user name or password");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host)) checkAddress(host, policy);
  const isLocal = isLoopbackHost(host) && policy.allowLoopback;
  if (url.protocol === "http:" && !isLocal && !policy.allowPrivate) throw refused("must be an https address");
}

/** A DNS look-up that answers only addresses that the policy allows; the socket connects to just those. */
export function guardedLookup(policy: AddressPolicy): LookupFunction {
  return (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "");
      try {
        for (const { address } of addresses) checkAddress(address, policy);
      } catch (refusal) {
        return callback(refusal instanceof Error ? refusal : new Error("address refused"), "");
      }
      const [first] = addresses;
      if (options.all) return callback(null, addresses);
      return callback(null, first?.address ?? "", first?.family);
    });
  };
}

/** Throws unless the policy allows this IP address. */
export function checkAddress(address: string, policy: AddressPolicy): void {
  if (policy.allowPrivate) return;
  const plain = unmapped(address);
  const family = isIP(plain) === 6 ? "ipv6" : "ipv4";
  if (policy.allowLoopback && loopback.check(plain, family)) return;
  if (special.check(plain, family)) throw refused("leads to a private address");
}

function isLoopbackHost(host: string): boolean {
  const family = isIP(host);
  if (family === 0) return host === "localhost";
  return loopback.check(host, family === 6 ? "ipv6" : "ipv4");
}

/** `::ffff:10.0.0.1` (in either spelling) is 10.0.0.1. */
function unmapped(address: string): string {
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (dotted) return dotted;
  const hex = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address);
  if (!hex?.[1] || !hex[2]) return address;
  const [high, low] = [Number.parseInt(hex[1], 16), Number.parseInt(hex[2], 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

function refused(why: string): UpstreamError {
  return new UpstreamError("address-refused", `The server's address ${why}.`);
}
