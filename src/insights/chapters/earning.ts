import type { RemovalKind } from "../../export/removal-marks.ts";
import { figures, list, paragraph, type Chapter, type Markup } from "../format-page.ts";
import type { Insights } from "../gather.ts";
import { explainReason, gradeWord } from "../score-words.ts";
import { number } from "./words.ts";

const NAMES: Partial<Record<RemovalKind, readonly [one: string, many: string]>> = {
  email: ["e-mail address", "e-mail addresses"],
  phone: ["phone number", "phone numbers"],
  card: ["card number", "card numbers"],
  iban: ["bank account number", "bank account numbers"],
  key: ["key or token", "keys and tokens"],
  ip: ["IP address", "IP addresses"],
};

/** What sharing the export would earn and why, and what in it one may want to take out before. */
export function earningChapter({ score, personalData }: Insights): Chapter {
  const { units, grade, conversations, earning, quality, freshness, reasons } = score;
  return {
    id: "earning",
    title: "What it would earn",
    body: [
      paragraph("Before anything is shared, by the collective's rules, if it were the first that it sees of you."),
      figures([
        { value: number(units.selfDeclared), of: "units as it is" },
        { value: number(units.idTokenAndChallenge), of: "units at most, once it is proven to be yours" },
        { value: `${number(grade)} of 1,000`, of: gradeWord(grade) },
        { value: `${number(earning)} of ${number(conversations)}`, of: "conversations that earn something" },
        { value: `${(quality / 10).toFixed(0)} %`, of: "of their volume counts" },
        { value: `${(freshness / 10).toFixed(0)} %`, of: "of their text is not repeated in this export" },
      ]),
      ...(reasons.length === 0
        ? []
        : [
            paragraph("What earns nothing, or less than its volume:"),
            list(reasons.map(({ code, count }) => `${number(count)} ${explainReason(code)}`)),
          ]),
      ...personal(personalData),
    ],
  };
}

function personal(data: Insights["personalData"]): Markup[] {
  const found = data.filter(([, times]) => times > 0);
  if (found.length === 0) {
    return [paragraph("No e-mail address, phone number, card, bank account, key or IP address was found in it.")];
  }
  return [
    paragraph("What it holds that is personal, by its form:"),
    list(found.map(([kind, times]) => `${number(times)} ${NAMES[kind]?.[times === 1 ? 0 : 1] ?? kind}`)),
    paragraph("npx hardhat contribute prepare takes it out, shows what it would take, and writes a new zip to share."),
  ];
}
