import { answer, enterJail, gatherBlob } from "../../../src/jail/inside.ts";
import { attemptAll } from "./attempts.ts";

/** A jailed program that does what its input says. */
const input = await gatherBlob(enterJail()).text();
const [task = "", port = "0"] = input.split(" ");

/** Forty mebibytes at a time, written to so that they are resident. */
const hoard: Uint8Array[] = [];

const tasks: Readonly<Record<string, () => unknown>> = {
  echo: () => {
    answer(new TextEncoder().encode(port));
  },
  escape: async () => {
    answer(new TextEncoder().encode(JSON.stringify(await attemptAll(Number(port)))));
  },
  loop: () => {
    for (;;);
  },
  hoardBuffers: () => {
    for (;;) hoard.push(new Uint8Array(40 * 2 ** 20).fill(1));
  },
  hoardObjects: () => {
    const objects: object[] = [];
    for (;;) objects.push({ index: objects.length });
  },
  flood: async () => {
    for (;;) await new Promise((resolve) => process.stdout.write(new Uint8Array(2 ** 20), resolve));
  },
  crash: () => {
    process.abort();
  },
  fail: () => {
    throw new Error("private words");
  },
};

await tasks[task]?.();
