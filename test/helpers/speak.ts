import { connect } from "node:net";

/** Everything that comes back for some bytes, until the server closes the connection. */
export function speak(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      resolve(text);
    });
  });
}
