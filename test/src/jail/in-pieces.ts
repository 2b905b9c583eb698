/** `bytes` in pieces of `size` bytes, all in one buffer that each next piece overwrites. */
export function* inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  const buffer = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    buffer.set(piece);
    yield buffer.subarray(0, piece.length);
  }
}
