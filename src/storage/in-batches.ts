/**
 * Gives a function that hands its items to `action`, one batch after the other: what comes while a batch is running waits
 * for the next, so that many items at once cost two batches. It resolves, or fails, as the batch of its item does.
 */
export function inBatches<Item>(action: (items: readonly Item[]) => Promise<void>): (item: Item) => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  let waiting: { readonly items: Item[]; readonly done: Promise<void> } | undefined;
  return (item) => {
    if (waiting === undefined) {
      const items: Item[] = [];
      const done = running.then(() => {
        waiting = undefined;
        return action(items);
      });
      running = done.catch(() => undefined);
      waiting = { items, done };
    }
    waiting.items.push(item);
    return waiting.done;
  };
}
