import type { UseWords } from "../use-kinds.ts";

/** From one language to another. */
export const translationWords: UseWords = {
  decisive: `
    translat*, how do you say, how do i say, how to say, what does it say, in other language, vuol dire, in italiano,
    em inglês, em português, in het engels, vertaal, como se diz, come si dice, how would a native
    übersetz*, wie sagt man, was heißt, wie heißt auf, *übersetzung, auf englisch, auf deutsch heißt
    traduc*, traduz*, cómo se dice, en inglés, cómo diría, qué quiere decir en
    tradui*, comment dit on, comment on dit, comment dire, en anglais, que veut dire en, mettre en anglais,
    en anglais britannique`,
  likely: `
    in english, into english, to english, in german, into german, to german, in spanish, into spanish, to spanish,
    in french, into french, to french, in italian, into italian, to italian, in japanese, to japanese, in chinese,
    to chinese, in russian, to russian, in portuguese, to portuguese, in polish, in turkish, in latin, in arabic,
    to arabic, pronunciation, subtitles, in dutch, in croatian, in korean, in thai, in greek, in hebrew, in hindi,
    in swedish, in ukrainian, into dutch, into portuguese, into chinese, into japanese, english version,
    german version, native speaker, croatian, ukrainian, vietnamese, romanian, hungarian, czech, danish, finnish
    ins englische, auf deutsch, ins deutsche, auf spanisch, ins spanische, auf französisch, ins französische,
    auf italienisch, auf türkisch, auf polnisch, auf russisch, auf portugiesisch, auf niederländisch, auf arabisch,
    auf ukrainisch, aus dem englischen, aus dem deutschen
    al inglés, en español, al español, en francés, al francés, en alemán, al alemán, en portugués, a portugués,
    al portugués, en italiano, en chino, en japonés, del inglés, del alemán
    en français, en espagnol, en allemand, en italien, en portugais, en arabe, en chinois, de l anglais,
    de l allemand`,
  hint: `
    norwegian, swedish, dutch, greek, hebrew, hindi, language, phrase, english, german, spanish, french, italian,
    japanese, chinese, russian, portuguese, polish, turkish, thai, latin, korean, arabic, mean, meaning
    englisch*, französisch*, spanisch*, italienisch*, bedeutet
    inglés, alemán, francés, significa
    anglais, allemand, espagnol, signifie`,
};
