/** Words that say nothing about a topic, of three letters or more: English, German, Spanish, French, and of requests. */
const lists = [
  "the and for are but not you all any can had her was one our out his has him how its may new now old see two way who did " +
    "get let put say she too use that with have this will your from they know want been good much some time very when come " +
    "here just like long make many more only over such take than them well were what about after again also because before " +
    "being between both could does doing down during each few further into itself most myself other ought own same should " +
    "their theirs then there these those through under until upon where which while whom why would yours yourself yes " +
    "don doesn didn isn wasn won couldn wouldn shouldn aren haven hasn ain weren hadn lot really still even maybe thing " +
    "things something anything someone everything using used uses using instead without within first last another every " +
    "since back going got gets give given gave made makes need needs needed work works think thought look looks try trying " +
    "never always already might must shall else though although however per via etc bit way ways kind sort sure okay ask",
  "please write explain help tell show create find change add fix thanks thank hello hey",
  "der die das den dem des ein eine einer eines einem einen und oder aber ich mir mich mein meine meinen meinem meiner " +
    "dir dich dein deine wir uns unser ihr euch sie ihm ihn ihre sein seine nicht kein keine ist sind war waren bin bist " +
    "hat habe haben hatte hatten wird werden wurde kann kannst konnte muss soll sollte will wollte darf mag auch noch schon " +
    "nur sehr wie was wer wann warum welche welcher welches wenn dann weil dass damit für mit ohne von vom zum zur bei nach " +
    "aus auf über unter vor zwischen durch gegen bis seit als denn doch mal hier dort jetzt immer wieder mehr alle alles " +
    "andere anderen etwas nichts man sich selbst diese dieser dieses diesen diesem bitte danke gibt geht machen mache gut " +
    "ganz viel viele vielen einfach beim ins kannst möchte würde wäre könnte hätte",
  "los las una uno unos unas del que qué por para con sin sobre entre pero como cómo cuando cuándo donde dónde porque " +
    "más muy también tan esto esta este estos estas eso esa ese esos esas ser soy eres somos son fue era estar estoy está " +
    "están haber hay tiene tengo tienes tener hacer hago hace puede puedo puedes quiero quiere ella ellos ellas nosotros " +
    "usted ustedes mis sus tus nos les algo nada todo todos toda todas cada otro otra otros otras sido favor gracias ahora " +
    "aquí así bien desde hasta hay",
  "les des une est sont était être suis avoir avez avons ont fait faire peut peux pouvez veux voudrais dois doit dans sur " +
    "sous pour par avec sans entre mais donc car que qui quoi dont quand comment pourquoi parce plus moins très aussi bien " +
    "tout tous toute toutes cette ces cet mon mes ton tes son ses notre nos votre vos leur leurs elle elles nous vous ils " +
    "même comme alors encore déjà peu pas aux merci plaît chaque autre autres quel quelle quels quelles",
];

/** All of them, in lower case. */
export const stopWords: ReadonlySet<string> = new Set(lists.flatMap((list) => list.split(" ")));
