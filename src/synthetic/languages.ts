import { english, englishSubjects } from "./english.ts";
import type { Grammar } from "./grammar.ts";
import type { Script } from "./person.ts";

const list = (text: string): readonly string[] => text.trim().split(/\s*\|\s*/);

/** Languages the generator writes. */
export type SyntheticLanguage = "de" | "en" | "es" | "fr" | "ja" | "ru";

/** A grammar with its nouns by subject. */
export type Language = {
  readonly grammar: Grammar;
  readonly subjects: readonly (readonly string[])[];
  /** Which of a person's invented names it uses. */
  readonly script: Script;
};

// German, Spanish, French and Russian nouns carry their article and stay subjects; adjectives have one form for all
// genders. That keeps every sentence grammatical without a morphology.

const german: Grammar = {
  code: "de-DE",
  titles: list(`{np} und {np} | {own}: {np} | warum {verb} {np} | {np} im Alltag`),
  questions: list(`warum {verb} {np} {adverb} {when}? | wann {verb} {np}, wenn {np} {adj} ist?
    | ist {np} {when} wirklich {adj}? | wie oft {verb} {np}, bevor {np} {verb}? | {own} meint, {np} sei {adj}; stimmt das?
    | was bedeutet es, dass {np} {when} {verb}? | {verb} {np} eher {adverb} oder {adverb}?
    | wo {verb} {np}, sobald {own} {verb}? | kann es sein, dass {np} {adverb} {verb}?`),
  statements: list(`{np} {verb} {adverb}, weil {np} {adj} ist. | {when} {verb} {np} {adverb}.
    | wenn {np} {adj} bleibt, {verb} {np} {when}. | {link} {verb} {np}, und {np} {verb} {adverb}.
    | {own} sagt, dass {np} {when} {verb}. | {np} wirkt {adj}, obwohl {np} {adverb} {verb}.
    | je öfter {np} {verb}, desto {adj} wird {np}. | {np} ist {adj}, {np} dagegen {adj}.
    | sobald {own} {verb}, {verb} {np} {adverb}. | {link} bleibt {np} {adj}, bis {np} {verb}.`),
  items: list(`{np}: {adverb} und {adj} | {when} {verb} {np} | {own} und {np} | {np} {verb} {adverb}`),
  slots: {
    np: list(
      `{noun} | {noun} von {own} | {noun} bei {own} | {noun} aus {own} | {noun} neben {own} | {noun} für {own} | {own}`,
    ),
    adj: list(`ruhig | warm | teuer | leicht | schwer | dunkel | hell | alt | neu | selten | haltbar | spröde | frisch | trocken
      | feucht | schmal | breit | günstig | stabil | laut | leise | bitter | mild | offen | geheim | praktisch | heikel | robust | mutig | sauber | glatt | rau | süß | sauer | fern | nah | klug | träge | höflich
      | kostbar | sparsam | üblich | rund | eckig | farbig | blass | dicht | hohl | zart | wild`),
    verb: list(`wächst | fällt | klingt | bricht | trocknet | leuchtet | wartet | verschwindet | beginnt | endet | hilft | stört
      | ändert sich | dreht sich | hält | schmilzt | gelingt | fehlt | reicht | kippt | rostet | blüht | schläft | passt | glänzt | duftet | knarrt | zittert | reift | steigt | sinkt | stockt | tropft | pfeift
      | schwankt | ruht | kehrt zurück | hilft weiter | taucht auf | nimmt ab | nimmt zu | bleibt stehen | wirkt`),
    adverb:
      list(`langsam | kaum | sofort | häufig | vorsichtig | fast immer | heimlich | gleichmäßig | draußen | zuverlässig
      | allmählich | plötzlich | zweimal | gerne | umsonst | nebenbei | rechtzeitig | gemeinsam | ungern | besonders | beinahe | überall | nirgends | meist | gründlich | heimlich genug
      | ohne Grund | mit Geduld | von selbst | auf Umwegen | im Stillen | Schritt für Schritt | stundenlang`),
    when: list(`im Winter | morgens | am Montag | nach drei Tagen | vor dem Frühstück | seit Jahren | bei Regen | jeden Sommer
      | gegen Mittag | am Wochenende | nachts | kurz vor Ostern | im Oktober | in dieser Woche | zu Hause | unterwegs`),
    link: list(
      `trotzdem | außerdem | deshalb | meistens | danach | inzwischen | allerdings | zum Glück | vermutlich | genauso`,
    ),
  },
};
const germanSubjects = [
  list(`der Ofen | die Suppe | das Brot | der Teig | die Pfanne | das Rezept | der Kuchen | die Petersilie | das Gemüse | der Essig
    | die Linse | das Gewürz | der Topf | die Kruste | das Salz | der Honig | die Butter | das Mehl | der Pfeffer | die Zwiebel | der Knoblauch | die Schale`),
  list(`der Garten | die Hecke | das Beet | der Kompost | die Tulpe | das Unkraut | der Apfelbaum | die Biene | das Gewächshaus
    | der Frost | die Wiese | das Laub | der Rasen | die Wurzel | der Zaun | die Gießkanne | das Samenkorn | der Igel | die Amsel | der Spaten | die Rose | das Moos`),
  list(`der Zug | die Fähre | das Gepäck | der Pass | die Grenze | das Kloster | der Hafen | die Brücke | das Museum | der Fahrplan
    | die Insel | das Zelt | der Umweg | die Karte | der Bahnhof | die Küste | das Ticket | der Rucksack | die Altstadt | der Gipfel`),
  list(`der Server | die Datenbank | das Programm | der Fehler | die Schleife | das Protokoll | der Speicher | die Abfrage
    | das Modul | der Zeiger | die Warteschlange | das Passwort | der Rechner | die Prüfung | die Schnittstelle | der Schlüssel | das Netz | der Zähler | die Tabelle | das Skript`),
];

const spanish: Grammar = {
  code: "es-ES",
  titles: list(`{np} y {np} | {own}: {np} | dudas sobre {own} | {np} {adj}`),
  questions: list(`¿por qué {verb} {np} {when}? | ¿cuándo {verb} {np} si {np} es {adj}? | ¿es {adj} {np} {when}?
    | ¿cómo {verb} {np} cuando {own} {verb}? | ¿qué pasa si {np} {verb} {adverb}? | {own} dice que {np} {verb}, ¿es {adj}?
    | ¿dónde {verb} {np} {adverb}?`),
  statements:
    list(`{np} {verb} {adverb} porque {np} es {adj}. | {when} {verb} {np} {adverb}. | si {np} {verb}, {np} sigue {adj}.
    | {link}, {np} {verb} {when}. | {own} cree que {np} {verb} {adverb}. | {np} parece {adj}, aunque {np} {verb}.
    | mientras {np} {verb}, {own} {verb} {adverb}. | {link}, {np} es {adj} y {np} {verb}.`),
  items: list(`{np}: {adverb} | {when}, {np} {verb} | {own} y {np} | {np} {adj}`),
  slots: {
    np: list(
      `{noun} | {noun} de {own} | {noun} para {own} | {noun} que {verb} | {noun} junto a {noun} | {noun} cerca de {own} | {own}`,
    ),
    adj: list(`grande | fuerte | débil | verde | azul | frágil | útil | simple | fácil | difícil | estable | común | enorme | dulce
      | amable | suave | brillante | reciente | elegante | puntual | triste | alegre | gris | cruel | noble | leve | grave
      | célebre | humilde | sensible | visible | flexible | portátil | natural | formal | rural | fértil`),
    verb: list(`crece | cae | suena | cambia | brilla | espera | termina | empieza | ayuda | falla | gira | dura | funciona | aparece
      | desaparece | madura | descansa | mejora | llega | resiste | tiembla | sube | baja | respira | envejece | gotea | huele bien
      | se rompe | se mueve | se enfría | se seca | se apaga | vuelve | sorprende | pesa | flota`),
    adverb:
      list(`despacio | casi siempre | de repente | con cuidado | apenas | a menudo | en silencio | por separado | fuera | gratis
      | sin prisa | dos veces | poco a poco | tarde | pronto | en casa`),
    when: list(`en invierno | por la mañana | el lunes | después de tres días | antes del desayuno | desde hace años | con lluvia
      | cada verano | al mediodía | esta semana | de noche | en octubre`),
    link: list(`sin embargo | además | por eso | mientras tanto | normalmente | por suerte | en cambio | después`),
  },
};
const spanishSubjects = [
  list(
    `el pan | la sopa | el horno | la masa | el ajo | la receta | el arroz | la sartén | el vinagre | la miel | el postre
    | la cebolla | el aceite | la harina | el cuchillo | la olla | el tomate | la sal | el caldo | la nevera | el queso | la naranja`,
  ),
  list(
    `el tren | la frontera | el barco | la isla | el mapa | la maleta | el puente | la ciudad | el billete | la playa | el valle
    | el puerto | la montaña | el museo | la plaza | el sendero | la estación | el faro | la aduana | el hotel | la carretera`,
  ),
  list(
    `el servidor | la consulta | el programa | la memoria | el módulo | la prueba | el archivo | la red | el error | la tabla
    | la clave | el usuario | la pantalla | el bucle | la copia | el puntero | la lista | el sistema | la función | el registro`,
  ),
];

const french: Grammar = {
  code: "fr-FR",
  titles: list(`{np} et {np} | {own} : {np} | questions sur {own} | {np} {adj}`),
  questions: list(`pourquoi est-ce que {np} {verb} {when} ? | quand {np} {verb}, {np} reste {adj} ou {adj} ?
    | est-ce que {np} est {adj} {when} ? | comment {np} {verb} si {own} {verb} ? | que faire quand {np} {verb} {adverb} ?
    | {own} pense que {np} {verb} ; est-ce {adj} ? | où {verb} {np} {when} ?`),
  statements:
    list(`{np} {verb} {adverb} car {np} est {adj}. | {when}, {np} {verb} {adverb}. | si {np} {verb}, {np} reste {adj}.
    | {link}, {np} {verb} {when}. | {own} trouve que {np} {verb} {adverb}. | {np} semble {adj}, mais {np} {verb}.
    | pendant que {np} {verb}, {own} {verb}. | {link}, {np} est {adj} et {np} {verb}.`),
  items: list(`{np} : {adverb} | {when}, {np} {verb} | {own} et {np} | {np} {adj}`),
  slots: {
    np: list(
      `{noun} | {noun} de {own} | {noun} chez {own} | {noun} qui {verb} | {noun} avec {noun} | {noun} près de {own} | {own}`,
    ),
    adj: list(`rouge | calme | simple | fragile | utile | stable | rapide | solide | fidèle | rare | jaune | humide | tiède | propre
      | large | mince | célèbre | facile | étrange | sobre | triste | sombre | noble | souple | visible | grave | tendre | riche | pauvre
      | sévère | timide | vaste | vide | moderne | agréable | fertile`),
    verb: list(`pousse | tombe | sonne | change | brille | attend | finit | commence | aide | tourne | dure | fonctionne | arrive
      | disparaît | mûrit | repose | résiste | fond | casse | suffit | tremble | monte | descend | respire | vieillit | goutte
      | se brise | se déplace | refroidit | sèche | revient | surprend | flotte | grince | penche | mûrit encore`),
    adverb:
      list(`lentement | presque toujours | soudain | avec soin | à peine | souvent | en silence | dehors | sans effort | deux fois
      | peu à peu | tard | bientôt | chez nous | ensemble | rarement`),
    when: list(`en hiver | le matin | lundi | après trois jours | avant midi | depuis des années | sous la pluie | chaque été
      | vers midi | cette semaine | la nuit | en octobre`),
    link: list(`cependant | de plus | ainsi | entre-temps | en général | par chance | au contraire | ensuite`),
  },
};
const frenchSubjects = [
  list(
    `le pain | la soupe | le four | la pâte | le beurre | la recette | le riz | la poêle | le sel | la tarte | le miel
    | la farine | le couteau | la tomate | le fromage | la casserole | le vinaigre | la noix | le bouillon | la crème | le poivre`,
  ),
  list(`le train | la gare | le bateau | la carte | le pont | la valise | le musée | la plage | le sentier | la ville
    | la montagne | le port | le phare | la frontière | le billet | la place | le quai | la vallée | le refuge | la route`),
  list(
    `le serveur | la requête | le programme | la mémoire | le module | la boucle | le fichier | la table | le réseau
    | la clé | le code | la liste | le pointeur | la fonction | le journal | la copie | le système | la page | le clavier`,
  ),
];

const russian: Grammar = {
  code: "ru-RU",
  titles: list(`{np} и {np} | {own}: {np} | почему {verb} {np}`),
  questions:
    list(`почему {np} {verb} {adverb}? | когда {verb} {np}, если {np} {verb} {when}? | что делать, если {np} {verb}?
    | {own} говорит, что {np} {verb}, это правда? | где {np} {verb} {when}? | как часто {verb} {np} {when}?`),
  statements: list(`{np} {verb} {adverb}, потому что {np} {verb} {when}. | {when} {np} {verb} {adverb}.
    | если {np} {verb}, {np} {verb} {adverb}. | {link}, {np} {verb} {when}. | {own} считает, что {np} {verb} {adverb}.
    | пока {np} {verb}, {own} {verb} {adverb}.`),
  items: list(`{np}: {adverb} | {when} {verb} {np} | {own} и {np}`),
  slots: {
    np: list(`{noun} | {noun} для {own} | {noun} от {own} | {noun} у {own} | {noun} из {own} | {own}`),
    verb: list(`растёт | падает | звучит | меняется | светит | ждёт | исчезает | помогает | работает | ломается | движется | появляется
      | сохнет | тает | гремит | спит | держится | кружится | побеждает | остаётся | дрожит | поднимается | опускается | дышит | стареет | капает | пахнет
      | замерзает | высыхает | возвращается | удивляет | плывёт | скрипит | мешает | начинается | кончается`),
    adverb:
      list(`медленно | редко | внезапно | осторожно | почти всегда | тихо | быстро | снаружи | постепенно | дважды | легко | зря
      | вместе | отдельно | понемногу | вовремя | случайно | нарочно | издалека | рядом | всюду | нигде | весело
      | грустно | упрямо | бесплатно | шаг за шагом | без причины | с трудом | по очереди`),
    when: list(`зимой | по утрам | в понедельник | через три дня | перед завтраком | много лет | во время дождя | каждое лето | в полдень
      | на этой неделе | ночью | в октябре`),
    link: list(`однако | кроме того | поэтому | между тем | обычно | к счастью | наоборот | затем`),
  },
};
const russianSubjects = [
  list(`хлеб | суп | тесто | чеснок | рецепт | рис | сковорода | уксус | мёд | пирог | соль
    | масло | мука | нож | кастрюля | помидор | сыр | сахар | перец | орех | сливки | лук | каша`),
  list(`поезд | граница | корабль | остров | карта | чемодан | мост | город | билет | берег | долина
    | гора | порт | маяк | музей | площадь | тропа | вокзал | палатка | река | дорога | рюкзак`),
  list(`сервер | запрос | программа | память | модуль | цикл | файл | таблица | сеть | ошибка
    | ключ | экран | список | функция | журнал | копия | система | поиск | пароль | поток | индекс`),
];

// Scores take every Japanese character as a word, so here single characters vary: compounds are put together anew.
const japanese: Grammar = {
  code: "ja-JP",
  separator: "",
  lengthPermille: 400,
  titles: list(`{noun}と{han}{han} | {adj}{noun} | {own}の{noun}`),
  questions:
    list(`なぜ{np}は{when}{adj}？ | {np}が{adj}なら{np}は？ | {own}は{np}を{do}か？ | {np}と{np}、{adj}のは？ | {when}{np}を{do}には？
    | {np}で{np}を{do}べき？ | {np}の{han}{han}とは？`),
  statements:
    list(`{np}は{adj}し、{np}も{do}。 | {when}{np}が{do}。 | {link}{np}は{np}を{do}。 | {own}曰く{np}は{adj}。 | {np}より{np}が{adj}。
    | {np}で{han}{han}を{do}と{np}が{adj}。 | {np}、{np}、{han}{han}を{do}。 | {own}は{np}に{han}{han}を{do}。`),
  items: list(`{np}は{adj} | {when}{np} | {own}と{np} | {han}{han}：{np}`),
  slots: {
    np: list(
      `{noun} | {han}{han} | {han}{han}の{noun} | {own}の{han}{han} | {adj}{han}{han} | {han}{noun} | {han}{han}{han} | {own}`,
    ),
    do: list(`{han}{han}する | {han}る | {han}す | {han}む | {han}く | {han}{han}した | {han}った | {han}える`),
    adj: list(`高い | 安い | 古い | 暗い | 甘い | 苦い | 重い | 軽い | 広い | 狭い | 深い | 浅い | 細い | 太い | 若い | 鋭い | 丸い | 白い | 黒い | 青い
      | 赤い | 眠い | 辛い | 遠い | 近い | 硬い | 濃い | 薄い | 早い | 遅い | 強い | 弱い`),
    when: list(
      `冬に | 毎朝 | 月曜に | 三日後 | 雨の日 | 夏は | 昼頃 | 今週 | 夜に | 十月 | 旅先で | 正月に | 放課後 | 昨日 | 来年 | 夕方 | 深夜 | 早朝`,
    ),
    link: list(`だが、 | また、 | 故に | 一方、 | 大抵 | 逆に | 後に | 幸い`),
  },
};
const japaneseSubjects = [
  list(
    `図書館 | 台所 | 味噌汁 | 豆腐 | 茶碗 | 包丁 | 野菜 | 醤油 | 弁当 | 果物 | 砂糖 | 塩 | 玉葱 | 卵焼き | 鍋 | 冷蔵庫 | 食卓 | 煮物 | 漬物 | 抹茶 | 和菓子 | 焼き魚`,
  ),
  list(
    `電車 | 港 | 地図 | 旅館 | 橋 | 山道 | 神社 | 切符 | 荷物 | 灯台 | 空港 | 温泉 | 海岸 | 峠 | 駅前 | 市場 | 展望台 | 城跡 | 湖 | 遊覧船 | 宿題 | 時刻表`,
  ),
  list(
    `計算機 | 関数 | 変数 | 記憶装置 | 通信 | 画面 | 電池 | 暗号 | 記録 | 検索 | 配列 | 例外 | 試験 | 設計 | 権限 | 履歴 | 速度 | 命令 | 鍵 | 端末 | 回路 | 文字列`,
  ),
];

/** Everything the generator can write in. */
export const languages: Readonly<Record<SyntheticLanguage, Language>> = {
  de: { grammar: german, subjects: germanSubjects, script: "latin" },
  en: { grammar: english, subjects: englishSubjects, script: "latin" },
  es: { grammar: spanish, subjects: spanishSubjects, script: "latin" },
  fr: { grammar: french, subjects: frenchSubjects, script: "latin" },
  ja: { grammar: japanese, subjects: japaneseSubjects, script: "han" },
  ru: { grammar: russian, subjects: russianSubjects, script: "cyrillic" },
};
