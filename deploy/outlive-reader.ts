/**
 * Lets a command go on in silence when whoever reads its output leaves, as `head` does: a deployment must not stop
 * half-way for that.
 */
export function outliveReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
