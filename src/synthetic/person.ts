import { SeededRandom } from "./seeded-random.ts";

/** The writing of an invented name. */
export type Script = "cyrillic" | "han" | "latin";

type Syllables = {
  readonly onsets: readonly string[];
  readonly vowels: readonly string[];
  readonly codas: readonly string[];
};

const latin: Syllables = {
  onsets: "b br d dr f fl g gl h k kr l m n p pr r s st t th tr v z".split(" "),
  vowels: "a e i o u ai ei ou".split(" "),
  codas: ["", "", "", "l", "m", "n", "r", "s", "x"],
};
const cyrillic: Syllables = {
  onsets: "б бр в г гр д др ж з к кр л м н п пр р с ст т тр ф х ш".split(" "),
  vowels: "а е и о у я ю".split(" "),
  codas: ["", "", "", "л", "м", "н", "р", "в", "к"],
};

/** Common Han characters, to make compounds of. */
export const han: readonly string[] = Array.from(
  "山川田中村本木林森石岩水池沢谷原野岡島崎浜海沼滝坂橋道里宮寺門戸倉井泉松竹梅桜杉柳菊藤萩栗桃花草葉根米麦豆茶糸布織染" +
    "金銀鉄銅玉鏡剣弓矢旗鈴鐘鼓琴笛紙筆墨硯書文字句詩歌舞踊能面雪霜氷霧雲雨風雷電光影星月日朝昼夕夜春夏秋冬東西南北上下左右" +
    "前後内外高低大小長短広狭深浅新古青赤白黒紫緑黄紺犬猫馬牛羊鳥鶴亀鯉鯛蝶蛍虎竜鹿熊狐兎一二三四五六七八九十百千万",
);
const BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const NAMES = 120;

/** What stays the same in all exports of one invented person. */
export type Person = {
  readonly seed: number;
  /** As in `user.json`: `user-` and 24 letters or digits. */
  readonly userId: string;
  /** Invented names of people, places and projects that only this person's texts hold. */
  readonly names: Readonly<Record<Script, readonly string[]>>;
  readonly hasCustomInstructions: boolean;
};

/** Invents the person of `seed`. */
export function inventPerson(seed: number): Person {
  const random = new SeededRandom(seed, "person");
  const letters = Array.from({ length: 24 }, () => BASE62.charAt(random.below(BASE62.length)));
  return {
    seed,
    userId: `user-${letters.join("")}`,
    names: {
      latin: Array.from({ length: NAMES }, () => inventName(latin, random)),
      cyrillic: Array.from({ length: NAMES }, () => inventName(cyrillic, random)),
      han: Array.from({ length: NAMES }, () => inventHanName(random)),
    },
    hasCustomInstructions: random.chance(500),
  };
}

function inventName({ onsets, vowels, codas }: Syllables, random: SeededRandom): string {
  const syllables = 2 + random.below(2);
  let name = "";
  for (let index = 0; index < syllables; index++)
    name += random.pick(onsets) + random.pick(vowels) + random.pick(codas);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function inventHanName(random: SeededRandom): string {
  return Array.from({ length: 2 + random.below(2) }, () => random.pick(han)).join("");
}
