import { openAsBlob } from "node:fs";
import { examine, generatedHash, surroundings } from "./examine.ts";

/** The program of another Node: examines the files that it is given and prints what it found. */
export type FilesExamined = { readonly surroundings: string; readonly generated: string; readonly results: string[] };

const results: string[] = [];
for (const path of process.argv.slice(2)) results.push(await examine(await openAsBlob(path)));
const found: FilesExamined = { surroundings: surroundings(), generated: generatedHash(), results };
console.log(JSON.stringify(found));
