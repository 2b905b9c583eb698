/** A sentence that somebody might ask with, short and longer, of each language. All invented. */
export const sentences: Readonly<Record<string, readonly [short: string, long: string]>> = {
  en: [
    "how long do I boil an egg",
    "My neighbour's dog barks all night, and I would like to write him a friendly note about it. Where do I start?",
  ],
  de: [
    "Wie lange muss ein Ei kochen?",
    "Der Hund meines Nachbarn bellt die ganze Nacht, und ich möchte ihm eine freundliche Nachricht schreiben. Wie fange ich an?",
  ],
  es: [
    "¿Cuánto tiempo se cuece un huevo?",
    "El perro de mi vecino ladra toda la noche y me gustaría escribirle una nota amable. ¿Por dónde empiezo?",
  ],
  fr: [
    "combien de temps cuire un œuf ?",
    "Le chien de mon voisin aboie toute la nuit et j'aimerais lui écrire un mot gentil. Par où commencer ?",
  ],
  it: [
    "quanto tempo devo bollire un uovo",
    "Il cane del mio vicino abbaia tutta la notte e vorrei scrivergli un biglietto gentile. Da dove comincio?",
  ],
  pt: [
    "quanto tempo devo cozinhar um ovo",
    "O cão do meu vizinho ladra a noite toda e eu gostaria de lhe escrever um bilhete simpático. Por onde começo?",
  ],
  nl: [
    "hoe lang moet ik een ei koken",
    "De hond van mijn buurman blaft de hele nacht en ik wil hem graag een vriendelijk briefje schrijven. Hoe begin ik?",
  ],
  pl: [
    "jak długo gotować jajko",
    "Pies mojego sąsiada szczeka całą noc i chciałbym napisać do niego uprzejmą wiadomość. Od czego zacząć?",
  ],
  sv: [
    "hur länge ska jag koka ett ägg",
    "Min grannes hund skäller hela natten och jag skulle vilja skriva en vänlig lapp till honom. Hur börjar jag?",
  ],
  tr: [
    "bir yumurta ne kadar haşlanır",
    "Komşumun köpeği bütün gece havlıyor ve ona nazik bir not yazmak istiyorum. Nasıl başlamalıyım?",
  ],
  cs: [
    "jak dlouho mám vařit vejce",
    "Sousedův pes štěká celou noc a rád bych mu napsal přátelský vzkaz. Jak mám začít?",
  ],
  fi: [
    "kuinka kauan keitän kananmunaa",
    "Naapurini koira haukkuu koko yön ja haluaisin kirjoittaa hänelle ystävällisen viestin. Miten aloitan?",
  ],
  ru: [
    "сколько варить яйцо",
    "Собака моего соседа лает всю ночь, и я хотел бы написать ему вежливую записку. С чего начать?",
  ],
  uk: [
    "скільки варити яйце",
    "Собака мого сусіда гавкає всю ніч, і я хотів би написати йому ввічливу записку. З чого почати?",
  ],
  el: [
    "πόση ώρα βράζω ένα αυγό",
    "Ο σκύλος του γείτονά μου γαβγίζει όλη τη νύχτα και θα ήθελα να του γράψω ένα ευγενικό σημείωμα. Πώς να αρχίσω;",
  ],
  ar: ["كم من الوقت أسلق البيضة", "كلب جاري ينبح طوال الليل وأود أن أكتب له رسالة لطيفة. من أين أبدأ؟"],
  he: ["כמה זמן לבשל ביצה", "הכלב של השכן שלי נובח כל הלילה ואני רוצה לכתוב לו פתק ידידותי. איך להתחיל?"],
  hi: [
    "अंडे को कितनी देर उबालना चाहिए",
    "मेरे पड़ोसी का कुत्ता पूरी रात भौंकता है और मैं उसे एक विनम्र संदेश लिखना चाहता हूँ। मैं कैसे शुरू करूँ?",
  ],
  ja: [
    "卵は何分ゆでればいいですか",
    "隣の家の犬が一晩中吠えているので、丁寧な手紙を書きたいと思っています。どのように書き始めればいいでしょうか。",
  ],
  ko: [
    "달걀은 몇 분 동안 삶아야 하나요",
    "이웃집 개가 밤새도록 짖어서 정중한 쪽지를 쓰고 싶습니다. 어떻게 시작하면 좋을까요?",
  ],
  zh: ["鸡蛋要煮多长时间", "邻居家的狗整夜叫个不停，我想给他写一张友好的便条。应该怎么开头呢？"],
};
