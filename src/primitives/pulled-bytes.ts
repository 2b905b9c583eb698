/**
 * Gives some bytes part by part, `undefined` at their end. Where there is `room` a part may be written to its beginning and
 * given as a view of it; any other part has memory of its own, which it gives away.
 */
export type NextBytes = (room?: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer> | undefined>;

/**
 * A stream of what `next` gives. Empty parts are left out, and nothing is read ahead.
 *
 * A reader that brings its own memory (`borrowPieces`) has it filled again and again, so that nothing is left for the
 * garbage collector, which lets some 60 MB pile up before it looks at memory outside of its heap.
 */
export function pulledBytes(
  next: NextBytes,
  cancel: (reason: unknown) => Promise<void>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    type: "bytes",
    async pull(controller) {
      const request = controller.byobRequest;
      const room = roomOf(request);
      let part = await next(room);
      while (part?.length === 0) part = await next(room);
      if (part === undefined) {
        controller.close();
        request?.respond(0);
      } else if (part.buffer === room?.buffer) request?.respond(part.length);
      else controller.enqueue(part);
    },
    cancel,
  });
}

function roomOf(request: ReadableStreamBYOBRequest | null): Uint8Array<ArrayBuffer> | undefined {
  const view = request?.view;
  return view == null ? undefined : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
