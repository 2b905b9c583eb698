import { isWord, type Signs } from "./signs.ts";

const LOOK_BACK = 24;
const FIRST_IDEOGRAPH = 0x2e80;
/** Behind these a number is somebody's, in the languages that exports are most often in. */
const phoneWords = new Set(
  (
    "phone phones telephone tel mobile mobil cell cellphone fax whatsapp sms landline hotline handy telefon telefonnummer " +
    "rufnummer mobilnummer handynummer festnetz telefono teléfono movil móvil celular téléphone portable tél cellulare " +
    "telefone telemóvel telefoon телефон тел"
  ).split(" "),
);
const gluedWords = ["電話", "电话", "手机", "전화"];
/** May stand between such a word and the number. */
const fillers = new Set(
  "number no nr num nummer numer is are was at my his her our your me on under ist unter es est número".split(" "),
);

/** Whether a word for a telephone stands right before `start`, with nothing but signs and little words between. */
export function isBehindPhoneWord(signs: Signs, start: number): boolean {
  const from = Math.max(0, start - LOOK_BACK);
  const words = signs
    .slice(from, start)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const isCut = from > 0 && isWord(signs.charCodeAt(from - 1));
  const whole = isCut ? words.slice(1) : words;
  while (fillers.has(whole.at(-1) ?? "")) whole.pop();
  const last = whole.at(-1) ?? "";
  const isGlued = last.charCodeAt(last.length - 1) >= FIRST_IDEOGRAPH && gluedWords.some((word) => last.endsWith(word));
  return phoneWords.has(last) || isGlued;
}
