import { globSync, readFileSync } from "node:fs";
import { parsePlantedBug, type PlantedBug } from "./planted-bug.ts";

/**
 * All planted bugs below `root` (with a trailing separator), by number.
 *
 * @throws {InvalidInputError} as {@link parsePlantedBug} does, for the first patch that cannot be read.
 */
export function findPlantedBugs(root: string): readonly PlantedBug[] {
  return globSync("test/planted/*.patch", { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .map((path) => parsePlantedBug(path, readFileSync(root + path, "utf8")));
}
