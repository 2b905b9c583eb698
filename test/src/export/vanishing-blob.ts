/** A Blob over `bytes` whose file is gone after so many reads. */
export function vanishing(bytes: Uint8Array<ArrayBuffer>, reads: number): Blob {
  const blob = new Blob([bytes]);
  let left = reads;
  const gone = { arrayBuffer: () => Promise.reject(new DOMException("gone", "NotReadableError")) };
  const slice = (start?: number, end?: number): unknown => {
    const part = blob.slice(start, end);
    return { size: part.size, slice, arrayBuffer: () => (left-- > 0 ? part : gone).arrayBuffer() };
  };
  return { size: bytes.length, slice } as unknown as Blob;
}
