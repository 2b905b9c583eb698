/**
 * Serves the RPC API of an IPFS node, js-ipfs from the folder of packages argv[2], that talks to no other node and keeps
 * its blocks in the folder argv[3], until stdin is closed. Prints the address of the API.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

type Node = object;
type Core = { readonly create: (options: object) => Promise<Node> };
type Server = {
  readonly _apiServers: readonly { readonly info: { readonly uri: string } }[];
  start: () => Promise<void>;
};

const [, , packages = "", repo = ""] = process.argv;
const load = async <Module>(path: string): Promise<Module> =>
  (await import(pathToFileURL(join(packages, path)).href)) as Module;

process.stdin.resume().on("end", () => process.exit());
const { create } = await load<Core>("ipfs-core/src/index.js");
const { HttpApi } = await load<{ HttpApi: new (node: Node) => Server }>("ipfs-http-server/src/index.js");
const Addresses = { Swarm: [], API: "/ip4/127.0.0.1/tcp/0", Gateway: "", RPC: "" };
const Discovery = { MDNS: { Enabled: false }, webRTCStar: { Enabled: false } };
const node = await create({ repo, offline: true, silent: true, config: { Addresses, Bootstrap: [], Discovery } });
const server = new HttpApi(node);
await server.start();
process.stdout.write(server._apiServers[0]!.info.uri);
