import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { TextPackage } from "./packages.ts";

/** Most of one text that is read. */
const MAX_CHARACTERS = 2_500_000;
const QURAN_LANGUAGES = ["ar", "bn", "en", "id", "sv", "tr", "ur", "zh"];

type Reader = { readonly of: RegExp; readonly files: string; readonly read: (file: string) => string };

const utf8 = (file: string): string => {
  const bytes = readFileSync(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file.endsWith(".gz") ? gunzipSync(bytes) : bytes);
  } catch {
    return "";
  }
};

const readers: readonly Reader[] = [
  { of: /^libreoffice-help/, files: "**/text/**/*.html", read: (file) => helpText(utf8(file)) },
  { of: /^debian-/, files: "**/*.html", read: (file) => plainText(utf8(file)) },
  {
    of: /^fortunes-/,
    files: "usr/share/games/fortunes/**/*",
    read: (file) => (/\.(dat|u8)$/.test(file) ? "" : utf8(file)),
  },
  { of: /^manpages-/, files: "**/man*/*.gz", read: (file) => manualText(utf8(file)) },
  { of: /moby-dick|sotu/, files: "**/data/**/*.txt", read: utf8 },
  { of: /spam-assassin/, files: "**/data/*ham*/*.txt", read: (file) => mailText(utf8(file)) },
];

/** The texts in an unpacked package, by name. */
export function extractTexts({ name }: TextPackage, folder: string): [name: string, text: string][] {
  if (name === "quran-json") return QURAN_LANGUAGES.map((language) => [`quran ${language}`, verses(folder, language)]);
  const reader = readers.find(({ of }) => of.test(name));
  if (reader === undefined) return [];
  const texts: string[] = [];
  let size = 0;
  for (const file of globSync(reader.files, { cwd: folder }).sort()) {
    const path = join(folder, file);
    if (size > MAX_CHARACTERS || !statSync(path).isFile()) continue;
    const text = reader.read(path);
    size += text.length;
    texts.push(text);
  }
  return [[name, texts.join("\n").slice(0, MAX_CHARACTERS)]];
}

function verses(folder: string, language: string): string {
  const file = join(folder, "package/dist", language === "ar" ? "quran.json" : `quran_${language}.json`);
  const chapters = JSON.parse(utf8(file)) as { verses: { text: string; translation?: string }[] }[];
  return chapters.flatMap((chapter) => chapter.verses.map((verse) => verse.translation ?? verse.text)).join("\n");
}

function helpText(html: string): string {
  return plainText(html.split('id="DisplayArea"')[1] ?? html);
}

function plainText(html: string): string {
  return html
    .replace(/<(script|style|head|pre|code)[^>]*>[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&\w+;/g, " ");
}

function manualText(roff: string): string {
  return roff
    .replace(/^(?:\.\\"|'\\"|\.TH|\.ie|\.el|\.ds|\.de).*$/gm, "")
    .replace(/^\.\w+ ?/gm, "")
    .replace(/\\f[A-Z]|\\\(..|\\[-&]/g, " ");
}

function mailText(mail: string): string {
  return mail.slice(mail.indexOf("\n\n")).replace(/^[>|].*$|<[^>]+>|https?:\/\/\S+/gm, "");
}
