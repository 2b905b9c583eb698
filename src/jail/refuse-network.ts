import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const refuse = (): never => {
  throw new Error("There is no network in the jail.");
};

/**
 * Takes the network from this process for good: connecting, listening, datagrams and names. Node's permission model does
 * not cover them. It stops code that keeps to JavaScript; against any other the kernel has to (see `run-in-jail.ts`).
 */
export function refuseNetwork(): void {
  for (const owner of [net.Socket.prototype, net.Server.prototype, dgram.Socket.prototype]) {
    for (const method of ["connect", "listen", "bind", "send"]) {
      if (method in owner) Object.defineProperty(owner, method, { value: refuse });
    }
  }
  for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const method of Object.getOwnPropertyNames(owner).filter((name) => /^(?:lookup|resolve|reverse)/.test(name))) {
      Object.defineProperty(owner, method, { value: refuse });
    }
  }
  syncBuiltinESMExports();
}
