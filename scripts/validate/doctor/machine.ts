import fs from "node:fs/promises";
import { connect } from "node:net";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { describeError } from "../../../src/primitives/describe-error.ts";
import type { Secret } from "../../../src/primitives/secret.ts";
import { openExistingStore } from "../../open-stores.ts";
import type { Diagnosis } from "./examine.ts";

const GIBIBYTE = 2 ** 30;
const LEAST_SPACE = GIBIBYTE;
const CONNECT_MS = 5_000;
const POSTGRES_PORT = 5432;

/** Whether a folder can be written to, or made, and how much room is left there. */
export async function examineFolder(folder: string): Promise<Diagnosis> {
  await fs.mkdir(folder, { recursive: true });
  const probe = join(folder, `.doctor-${randomBytes(6).toString("hex")}`);
  await fs.writeFile(probe, "", { flag: "wx", flush: true });
  await fs.rm(probe);
  const { bavail, bsize } = await fs.statfs(folder);
  const free = bavail * bsize;
  return {
    ok: free >= LEAST_SPACE,
    found: `writable, ${(free / GIBIBYTE).toFixed(1)} GiB free`,
    advice: "Make room: a node whose disk is full states nothing more.",
  };
}

/** Whether a store takes a blob, gives it back and deletes it. */
export async function examineStore(address: string): Promise<Diagnosis> {
  const store = await openExistingStore(address);
  const bytes = randomBytes(32);
  const { sha256 } = await store.put(bytes);
  try {
    const back = await new Response(await store.get(sha256)).bytes();
    if (!bytes.equals(back)) return { ok: false, found: "it gave other bytes back", advice: "Do not use this store." };
  } finally {
    await store.delete(sha256);
  }
  return { ok: true, found: "takes, gives back and deletes" };
}

/** Whether something listens where a PostgreSQL should; without one the database is in the data folder. */
export async function examineDatabase(address: Secret | undefined, data: string): Promise<Diagnosis> {
  if (address === undefined) return { ok: true, found: `in the data folder, ${data}` };
  const url = new URL(address.reveal());
  const port = Number(url.port === "" ? POSTGRES_PORT : url.port);
  try {
    await reach(url.hostname, port);
    return { ok: true, found: "something listens at the address of DATABASE_URL" };
  } catch (error) {
    return {
      ok: false,
      found: `nothing answers at the address of DATABASE_URL: ${describeError(error).text.replace("UNEXPECTED: ", "")}`,
      advice: "Start PostgreSQL, or correct host and port in DATABASE_URL.",
    };
  }
}

function reach(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: CONNECT_MS });
    socket.once("connect", () => {
      socket.destroy();
      resolve();
    });
    socket.once("timeout", () => {
      socket.destroy(new Error("no answer in time"));
    });
    // The library's words repeat the address.
    socket.once("error", (error: NodeJS.ErrnoException) => {
      reject(new Error(error.code ?? "no answer in time"));
    });
  });
}
