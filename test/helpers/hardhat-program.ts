/**
 * The program `hardhat`, but for its TypeScript loader: Node's own takes half of the time to start, and whole programs are
 * started hundreds of times. Some tests start the program as users do.
 */
import { main } from "../../node_modules/hardhat/dist/src/internal/cli/main.js";

await main(process.argv.slice(2), { registerTsx: false, warnAboutUnusedPlugins: true });
