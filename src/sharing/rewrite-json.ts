/** Where a string stands in a JSON text. */
export type Place = {
  /** The key whose value it is, or is listed in; for a key, the key under which its object stands. Null at the top. */
  readonly key: string | null;
  /** The key under which the object stands that has {@link key}. */
  readonly owner: string | null;
  /** Whether it is a key itself. */
  readonly isKey: boolean;
};

/** An open object or list: the key it stands under, and in an object the last key read. */
type Frame = { readonly isObject: boolean; readonly under: string | null; key: string | null; expectsKey: boolean };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Gives every string of `json`, which must be valid, to `rewrite`, and puts what comes back in its place. All else, down
 * to blanks, the spelling of numbers and of strings that did not change, stays byte for byte. One pass, without recursion.
 */
export function rewriteStrings(json: string, rewrite: (text: string, place: Place) => string): string {
  const pieces: string[] = [];
  const frames: Frame[] = [];
  let copied = 0;
  for (let at = 0; at < json.length;) {
    const code = json.charCodeAt(at);
    if (code !== QUOTE) {
      follow(frames, code);
      at += 1;
      continue;
    }
    const end = stringEnd(json, at);
    const literal = json.slice(at, end);
    const text = literal.includes("\\") ? (JSON.parse(literal) as string) : literal.slice(1, -1);
    const rewritten = rewrite(text, placeOf(frames));
    if (rewritten !== text) {
      pieces.push(json.slice(copied, at), JSON.stringify(rewritten));
      copied = end;
    }
    noteKey(frames, text);
    at = end;
  }
  if (copied === 0) return json;
  pieces.push(json.slice(copied));
  return pieces.join("");
}

/** Behind the closing quote of the string that begins at `start`. */
function stringEnd(json: string, start: number): number {
  let quote = json.indexOf('"', start + 1);
  while (isEscaped(json, start, quote)) quote = json.indexOf('"', quote + 1);
  return quote + 1;
}

function isEscaped(json: string, start: number, quote: number): boolean {
  let at = quote - 1;
  while (at > start && json.charCodeAt(at) === BACKSLASH) at -= 1;
  return (quote - 1 - at) % 2 === 1;
}

/** Follows a sign outside of strings. */
function follow(frames: Frame[], code: number): void {
  const top = frames.at(-1);
  if (code === OPEN_OBJECT || code === OPEN_LIST) frames.push(openFrame(code === OPEN_OBJECT, top?.key ?? null));
  else if (code === CLOSE_OBJECT || code === CLOSE_LIST) frames.pop();
  else if (code === COMMA && top !== undefined) top.expectsKey = top.isObject;
}

function openFrame(isObject: boolean, under: string | null): Frame {
  return { isObject, under, key: isObject ? null : under, expectsKey: isObject };
}

function placeOf(frames: readonly Frame[]): Place {
  const top = frames.at(-1);
  if (top === undefined) return { key: null, owner: null, isKey: false };
  if (top.expectsKey) return { key: top.under, owner: null, isKey: true };
  return { key: top.key, owner: top.isObject ? top.under : ownerOf(frames), isKey: false };
}

/** Of a string in a list: where the nearest object around it stands. */
function ownerOf(frames: readonly Frame[]): string | null {
  for (let index = frames.length - 1; index >= 0; index--) {
    const frame = frames[index];
    if (frame?.isObject === true) return frame.under;
  }
  return null;
}

function noteKey(frames: Frame[], text: string): void {
  const top = frames.at(-1);
  if (top?.expectsKey !== true) return;
  top.key = text;
  top.expectsKey = false;
}
