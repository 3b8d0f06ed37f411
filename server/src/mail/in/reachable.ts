/** Which mail servers may be asked: those of the Internet, unless the installation says that its own network is meant, too. */
import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { Problem } from "../../problem.ts";

const inner = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inner.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
  ["2002::", 16],
] as const)
  inner.addSubnet(network, bits, "ipv6");

/** Whether an address lies in this machine or in a network that is not the Internet. IPv4 in IPv6 is what it means. */
export function isInner(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const version = isIP(mapped);
  if (version === 0) return true;
  // The other spelling of the same, ::ffff:7f00:1.
  if (version === 6 && /^::ffff:/i.test(mapped)) return true;
  return inner.check(mapped, version === 6 ? "ipv6" : "ipv4");
}

export interface Reached {
  readonly address: string;
  readonly isInner: boolean;
}

/**
 * The address behind a name, looked up once, so that nothing else is asked than what was checked. 422 when there is none, or
 * when it is not for us to ask.
 */
export async function reach(host: string, privateHosts: boolean): Promise<Reached> {
  const found = await lookup(host, { all: true, verbatim: false }).catch(() => []);
  const [first] = found;
  if (first === undefined) throw new Problem(422, "mail-host-unknown", { field: "body.host" });
  const isAnyInner = found.some(({ address }) => isInner(address));
  if (isAnyInner && !privateHosts) throw new Problem(422, "mail-host-forbidden", { field: "body.host" });
  return { address: first.address, isInner: isInner(first.address) };
}
