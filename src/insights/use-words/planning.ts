import type { UseWords } from "../use-kinds.ts";

/** Journeys, events, days and weeks. */
export const planningWords: UseWords = {
  decisive: `
    itinerary, packing list, road trip, to do list, todo list, checklist, bucket list, meal plan, daily routine,
    time blocking, what to pack, things to do in, day trip, honeymoon, guest list, seating plan, gift ideas,
    stopover, layover, weekend in, how early should i be, split the days, hours in, nights in, bucketlist,
    move abroad, moving abroad, going abroad, get everything done, weekly schedule, study schedule,
    revision timetable, timetable, seating chart, run of show, surprise for
    packliste, reiseroute, zeitplan, tagesplan, wochenplan, reiseplan, checkliste, geschenkidee*, wochenende in,
    tagesausflug, gästeliste, sehenswürdigkeiten, urlaubsplanung, ins ausland, was muss ich alles, auswandern,
    ablaufplan, lernzeitplan, stundenplan, mitnehmen, rundreise, städtereise, roadtrip
    itinerario, qué ver en, lista de equipaje, viaje a, ideas de regalo, fin de semana en, escapada, lista de tareas,
    qué me llevo, mudarme a, irme al extranjero, horario semanal, ruta de
    itinéraire, organise moi, liste de voyage, que faire à, week end à, idées cadeaux, idée cadeau, liste de tâches,
    que visiter, on part en, on part à, quelles étapes, partir à l étranger, emploi du temps, que mettre dans,
    circuit`,
  likely: `
    plan my, plan a, plan for, schedule, timeline, trip, travel*, vacation, holiday, flight, flights, hotel, hostel,
    route, train from, days in, weeks in, party, birthday, wedding, moving house, prioriti*, routine, passport,
    airport, camping, hike, hiking, gift for, present for, calendar, deadline, organize, organise, backpacking,
    camper, guests, christmas, anniversary, time management, agenda for, vacations, tour, visit, ferry, train, bus,
    car rental, rental car, suitcase, luggage, itineraries, sightseeing, museum, heathrow, jet lag, teenagers,
    national park, tent, picnic, baby shower, bachelor party, bachelorette, graduation party, dinner party, exams in,
    between flights, lay it out, organised, errands, habit, habits
    planen, planung, reise, urlaub, flug, tage in, wochen in, feier, hochzeit, umzug, wandern, ablauf, geschenk,
    kalender, frist, gäste, weihnachten, organisier*, tagesablauf, ausflug, zug, fähre, koffer, gepäck, jahrestag,
    geburtstag, ausland, erledigen, junggesellenabschied, einschulung, zelt
    planifica*, planea*, organiza*, viaje, vacaciones, vuelo, ruta, días en, semanas en, fiesta, boda, mudanza,
    regalo, calendario, plazo, invitados, navidad, organizar, excursión, tren, maleta, equipaje, aniversario,
    cumpleaños, extranjero, despedida de soltero
    planifie*, organise*, voyage, vacances, vol, trajet, jours à, jours en, semaines en, fête, mariage, déménag*,
    cadeau, calendrier, échéance, invités, noël, organiser, excursion, valise, bagages, anniversaire, étranger,
    étapes, randonnée, enterrement de vie`,
  hint: `
    plan, week, weekend, day, days, each day, tomorrow, monday, friday, saturday, sunday, before, when, stay, spring,
    summer, october, april, june, beach, sea
    woche, wochenende, tag, tage, morgen, freitag, samstag, abgabe, besuchen, sommer, strand
    semana, días, mañana, viernes, sábado, visitar, verano, playa, presupuesto
    semaine, week end, jours, demain, vendredi, samedi, visiter, été, plage, départ, retour`,
};
