const MASK = 2n ** 64n - 1n;

function rotate(value: bigint, by: bigint): bigint {
  return ((value << by) | (value >> (64n - by))) & MASK;
}

function littleEndian(bytes: Uint8Array, at: number): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(at, true);
}

type State = [bigint, bigint, bigint, bigint];

function round([v0, v1, v2, v3]: State): State {
  v0 = (v0 + v1) & MASK;
  v1 = rotate(v1, 13n) ^ v0;
  v0 = rotate(v0, 32n);
  v2 = (v2 + v3) & MASK;
  v3 = rotate(v3, 16n) ^ v2;
  v0 = (v0 + v3) & MASK;
  v3 = rotate(v3, 21n) ^ v0;
  v2 = (v2 + v1) & MASK;
  v1 = rotate(v1, 17n) ^ v2;
  v2 = rotate(v2, 32n);
  return [v0, v1, v2, v3];
}

/** SipHash-2-4 with 64 bits of result, after the paper's figure 2.1. */
export function sipHash24(key: Uint8Array, message: Uint8Array): bigint {
  const k0 = littleEndian(key, 0);
  const k1 = littleEndian(key, 8);
  const padded = new Uint8Array(8 * (Math.floor(message.length / 8) + 1));
  padded.set(message);
  padded[padded.length - 1] = message.length % 256;
  const [c0, c1, c2, c3] = ["736f6d6570736575", "646f72616e646f6d", "6c7967656e657261", "7465646279746573"].map((hex) =>
    BigInt(`0x${hex}`),
  ) as State;
  let state: State = [k0 ^ c0, k1 ^ c1, k0 ^ c2, k1 ^ c3];
  for (let at = 0; at < padded.length; at += 8) {
    const word = littleEndian(padded, at);
    state[3] ^= word;
    state = round(round(state));
    state[0] ^= word;
  }
  state[2] ^= 0xffn;
  const [v0, v1, v2, v3] = round(round(round(round(state))));
  return v0 ^ v1 ^ v2 ^ v3;
}
