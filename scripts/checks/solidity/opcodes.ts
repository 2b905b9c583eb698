const PUSH1 = 0x60;
const PUSH32 = 0x7f;
const METADATA_LENGTH_BYTES = 2;

/** Opcodes that run somebody else's code as one's own, or end a contract. */
const FOREIGN_CODE: Readonly<Record<number, string>> = {
  0xf2: "CALLCODE",
  0xf4: "DELEGATECALL",
  0xff: "SELFDESTRUCT",
};

/**
 * The opcodes of `wanted` in a runtime bytecode (hex), each with its offset. The data of a PUSH is no instruction, and
 * neither is the metadata at the end, whose length its last two bytes say.
 */
export function findOpcodes(
  bytecode: string,
  wanted: Readonly<Record<number, string>> = FOREIGN_CODE,
): { readonly name: string; readonly offset: number }[] {
  const code = Buffer.from(bytecode.replace(/^0x/, ""), "hex");
  const metadata = code.length < METADATA_LENGTH_BYTES ? 0 : code.readUInt16BE(code.length - METADATA_LENGTH_BYTES);
  const end = Math.max(0, code.length - METADATA_LENGTH_BYTES - metadata);
  const found: { name: string; offset: number }[] = [];
  for (let offset = 0; offset < end; offset++) {
    const opcode = code[offset] ?? 0;
    const name = wanted[opcode];
    if (name !== undefined) found.push({ name, offset });
    if (opcode >= PUSH1 && opcode <= PUSH32) offset += opcode - PUSH1 + 1;
  }
  return found;
}
