/** Puts one blob into the store at argv[2] and dies, as by a power loss, before step number argv[3]. */
import { createDiskStore } from "../../../src/storage/disk-store.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { watchedDisk } from "./watched-disk.ts";

const [, , folder = "", deadly = ""] = process.argv;
let steps = 0;
const disk = watchedDisk((step) => {
  if (++steps !== Number(deadly)) return;
  process.stdout.write(step);
  process.kill(process.pid, "SIGKILL");
});

const store = await createDiskStore(folder, { disk });
await store.put(seededBytes(200_000));
process.stdout.write("done");
