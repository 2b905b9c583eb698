import type { UseWords } from "../use-kinds.ts";

/** Openings of questions for a fact. */
export const factsWords: UseWords = {
  decisive: `
    capital of, population of, who invented, who wrote, who discovered, how tall is, how high is, how old is,
    how far is, how many people
    hauptstadt, einwohner, wer erfand, wer hat erfunden, wie hoch ist, wie alt ist, wie viele menschen
    capital de, cuántos habitantes, quién inventó, quién escribió, cuánto mide, qué altura
    capitale, combien d habitants, qui a inventé, qui a écrit, quelle hauteur, en quelle année`,
  likely: `
    who was, who is, who won, when did, when was, when does, when is, where is, which country, which countries,
    how many, what year, what was, population, speed of, height of, bigger than, president of, what time, what day,
    how long is, how long was, how far, how big, how old, how tall, how high, currency, distance, release date,
    named after, record for, highest, longest, what is the name, what s the name, oldest, weather, capital, did the,
    what place, which team, how many bones, year did, time difference, time zone, current time, invented, founded,
    born, died in, nationality, flag, zip code, postcode, area code, longest river, ranking, champion, world cup,
    olympic*, eurovision, oscar, nobel, actor, actress, director, singer, sang, species, painted, built
    wer war, wer ist, wer hat, wann war, wann wurde, wann ist, wo liegt, wie viele, welches land, welche länder,
    in welchem jahr, wie weit, wie groß, wie lang ist, wie heißt, währung, höchste, längste, seit wann, woher,
    wie heißt der schauspieler, schauspieler*, erfunden, gegründet, geboren, gebaut, weltmeister, flagge, vorwahl,
    wer malte, gemalt, sänger*
    quién fue, quién es, cuándo fue, cuándo se, dónde está, cuántos, cuántas, qué país, en qué año, cómo se llama,
    moneda, distancia, más alto, más grande, cuándo, quién pintó, pintó, nació, fundó, mundial, bandera, cantante,
    en qué lugar
    qui était, qui est, quand a, où se, combien de, quel pays, quelle est, quel est, comment s appelle, monnaie,
    plus grand, plus haut, quand, qui a peint, né, fondé, coupe du monde, drapeau, acteur, chanteur,
    combien de kilomètres, fait combien, à quelle distance`,
  hint: `
    movie, film, country, countries, city, river, lake, mountain, world, biggest, largest, fastest, tallest, war,
    king, queen, president, album
    land, stadt, fluss, see, berg, welt, größte*, schnellste*, älteste*, krieg, könig
    país, ciudad, río, montaña, mundo, guerra, rey
    pays, ville, fleuve, montagne, monde, guerre, roi`,
};
