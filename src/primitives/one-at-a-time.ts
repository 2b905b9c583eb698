/** Runs what it is given one after the other, in the order in which it was given; a failure stops nothing else. */
export type Queue = <Result>(action: () => Promise<Result>) => Promise<Result>;

/** Makes a queue: for what must not happen twice at once, like sending transactions with one account. */
export function oneAtATime(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const result = last.then(action, action);
    last = result.catch(() => undefined);
    return result;
  };
}
