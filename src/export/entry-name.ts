import { crc32 } from "#inflate";
import type { ZipRecord } from "./zip-record.ts";

const FLAG_UTF8 = 0x800;
const UNICODE_PATH_FIELD = 0x7075;
const UNICODE_PATH_VERSION = 1;
const UNICODE_PATH_START = 5; // behind its version and a checksum

/** Code page 437, which names have that do not say otherwise (APPNOTE appendix D), as signs for all 256 bytes. */
const CODE_PAGE_437 =
  "\0☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`" +
  "abcdefghijklmnopqrstuvwxyz{|}~⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧" +
  "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

/** What an entry's name is, and what tools read that do not know the Unicode path field of Info-ZIP. */
export type EntryName = { readonly name: string; readonly plainName: string };

/** Decodes the name of an entry as yauzl does. Names are compared and never become paths. */
export function decodeEntryName({
  flags,
  nameBytes,
  extraFields,
}: Pick<ZipRecord, "flags" | "nameBytes" | "extraFields">): EntryName {
  const plainName = (flags & FLAG_UTF8) !== 0 ? decodeUtf8(nameBytes) : decodeCodePage(nameBytes);
  for (const { id, data } of extraFields) {
    if (id === UNICODE_PATH_FIELD && isUnicodePathOf(data, nameBytes)) {
      return { name: decodeUtf8(data.subarray(UNICODE_PATH_START)), plainName };
    }
  }
  return { name: plainName, plainName };
}

/** The field holds the checksum of the name it was written for, so that a tool that renames without knowing it undoes it. */
function isUnicodePathOf(data: Uint8Array, nameBytes: Uint8Array): boolean {
  if (data.length <= UNICODE_PATH_START || data[0] !== UNICODE_PATH_VERSION) return false;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return view.getUint32(1, true) === crc32(nameBytes, 0);
}

function decodeUtf8(bytes: Uint8Array): string {
  // A byte order mark is a part of the name like any other sign.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function decodeCodePage(bytes: Uint8Array): string {
  let name = "";
  for (const byte of bytes) name += CODE_PAGE_437.charAt(byte);
  return name;
}
