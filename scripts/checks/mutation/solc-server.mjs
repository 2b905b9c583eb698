import { createServer } from "node:http";
import { createRequire } from "node:module";
import process from "node:process";
import { text } from "node:stream/consumers";

/** A compiler that stays warm: standard JSON in, standard JSON out, over the socket named by the first argument. */
const solc = createRequire(import.meta.url)("solc");

createServer((request, response) => {
  void text(request).then((input) => {
    response.end(solc.compile(input));
  });
}).listen(process.argv[2], () => {
  process.stdout.write("ready\n");
});
