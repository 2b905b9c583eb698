import { toRow, type Row } from "./bars.ts";
import { earn, earnInTurn, type Contribution } from "./earn.ts";
import { rewrite } from "./junk.ts";
import type { Stage } from "./stage.ts";
import { wrapForPortal, writeExport, type Talk } from "./write-export.ts";

const NOTHING = { atMost: 1 } as const;
const NO_GAIN = { atMost: 1_000 } as const;

/** Text that was counted before, in other wrappings. */
export async function measureRepeats(stage: Stage): Promise<Row[]> {
  const { honest, stranger, baseline } = stage;
  const first = { zip: writeExport(honest, { userId: "user-honest" }), owner: 1 };
  const { novelty } = await earnInTurn([first]);
  const again = async (name: string, contribution: Contribution, bar: Row["bar"] = NOTHING) =>
    toRow(name, (await earn(contribution, novelty)).units, baseline, bar);
  const mine = (talks: readonly Talk[]) => ({ zip: writeExport(talks, { userId: "user-honest" }), owner: 1 });
  const theirs = (talks: readonly Talk[]) => ({ zip: writeExport(talks, { userId: "user-thief" }), owner: 9 });
  const some = stranger.slice(0, Math.ceil(stranger.length / 4));
  const superset = await earn(mine([...honest, ...some]), novelty);
  const atOnce = await earnInTurn([mine([...honest, ...some])]);
  const copy = (change: (text: string) => string) => theirs(rewrite(honest, change));
  const renamed = honest.map((talk, i) => ({ ...talk, id: `copy-${i}`, createdAt: talk.createdAt + 40 * 86_400 }));
  return [
    await again("the same file again", first),
    await again("the same content, packed otherwise and in another order", {
      zip: writeExport(honest.toReversed(), { userId: "user-honest", level: 9, day: 9 }),
      owner: 1,
    }),
    await again("the same export from the Privacy Portal", { ...first, zip: wrapForPortal(first.zip) }),
    await again("a subset: every other conversation", mine(honest.filter((_, i) => i % 2 === 0))),
    toRow(
      "a superset, beyond what is new in it",
      Math.max(0, superset.units - (atOnce.units - baseline)),
      baseline,
      NOTHING,
    ),
    await again("a copy by somebody else", theirs(honest)),
    await again("a copy with other ids and dates", theirs(renamed)),
    await again(
      "a copy in capitals and with other punctuation",
      copy((text) => text.toUpperCase().replaceAll(" ", "… ")),
    ),
    await again(
      "a copy with its accents set apart",
      copy((text) => text.normalize("NFD")),
    ),
    await again("a copy in full width", copy(fullWidth)),
    await again(
      "a copy with invisible signs in its words",
      copy((text) => text.replace(/\p{L}/gu, "$&\u180b\u200b")),
    ),
    await again("a copy in messages of four words", theirs(honest.map(inPieces))),
  ];
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}

/** Each message as several; the shape of question and answer is kept. */
function inPieces(talk: Talk): Talk {
  const messages = talk.messages.flatMap(({ role, text }) => {
    const words = text.split(/\s+/);
    return Array.from({ length: Math.ceil(words.length / 4) }, (_, i) => {
      return { role, text: words.slice(4 * i, 4 * i + 4).join(" ") };
    });
  });
  return { ...talk, messages };
}

/** One archive as that of several accounts. */
export async function measureSplits({ honest, baseline }: Stage): Promise<Row[]> {
  const rows: Row[] = [];
  for (const accounts of [2, 8]) {
    const size = Math.ceil(honest.length / accounts);
    const ways: [string, (i: number) => number][] = [
      ["by time", (i) => Math.floor(i / size)],
      ["round robin", (i) => i % accounts],
    ];
    for (const [way, accountOf] of ways) {
      const parts = Array.from({ length: accounts }, (_, account) => ({
        zip: writeExport(
          honest.filter((_talk, i) => accountOf(i) === account),
          { userId: `user-${account}` },
        ),
        owner: 20 + account,
      }));
      const { units } = await earnInTurn(parts);
      rows.push(toRow(`split over ${accounts} accounts, ${way}`, units, baseline, NO_GAIN));
    }
  }
  return rows;
}
