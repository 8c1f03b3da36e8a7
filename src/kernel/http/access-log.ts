import { isIPv4, isIPv6 } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "./context.ts";

/**
 * One line per answered request, at level info: number, method, route pattern (not the address: it may hold a case number or a search word),
 * status, milliseconds, and the network the visitor came from. No query, no cookie, no browser, no full address.
 *
 * 网络安全法 art. 21(3) asks for network logs of six months at least; a network is enough to see where an attack comes from, and the address of
 * a person's sign-in is kept by `identity` in the journal of sign-ins, under its own rights.
 */
export function logAccess(context: Context, request: FastifyRequest, reply: FastifyReply): void {
  context.house.log.info(
    {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? "（没有路由）",
      status: reply.raw.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      network: networkOf(request.ip),
    },
    "请求",
  );
}

/** The network of an address: the first 24 bits of IPv4, 48 of IPv6; `undefined` for a socket without address. */
export function networkOf(address: string): string | undefined {
  const plain = address.startsWith("::ffff:") && isIPv4(address.slice(7)) ? address.slice(7) : address;
  if (isIPv4(plain)) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
  if (!isIPv6(plain)) return undefined;
  const [head = "", tail] = (plain.split("%")[0] ?? "").split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const filled =
    tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  return `${filled
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/48`;
}
