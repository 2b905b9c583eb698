/** Puts the file argv[3] into the store argv[2]. */
import { openLocalFile } from "../../../src/storage/open-local-file.ts";
import { openStore } from "../../../src/storage/open-store.ts";

const [, , address = "", path = ""] = process.argv;
await (await openStore(address)).put(await openLocalFile(path));
