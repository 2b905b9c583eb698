/** Writes a bundle below argv[2] and dies, as by a power loss, before step number argv[3] of those that change the disk. */
import { writeBundle } from "../../../src/storage/bundle-folder.ts";
import { smallBundle } from "./some-bundle.ts";
import { watchedDisk } from "./watched-disk.ts";

const [, , root = "", deadly = ""] = process.argv;
const CHANGING = ["mkdir", "open", "file.writeFile", "file.sync", "rename", "rm"];
let steps = 0;
const disk = watchedDisk((step) => {
  if (!CHANGING.includes(step) || ++steps !== Number(deadly)) return;
  process.stdout.write(step);
  process.kill(process.pid, "SIGKILL");
});

await writeBundle(root, "epochs/7/0a1b", smallBundle, disk);
process.stdout.write("done");
