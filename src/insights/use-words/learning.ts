import type { UseWords } from "../use-kinds.ts";

/** Subjects, and how they are studied. */
export const learningWords: UseWords = {
  decisive: `
    explain, explained, teach me, quiz me, flashcards, homework, solve for, step by step, eli5, study guide,
    derivative, integral, photosynthesis, calculus, algebra, theorem, walk me through, multiple choice, mnemonic,
    tutor, lecture notes, cheat sheet, study plan, matrix, trigonometry, like i m five, like i m 5,
    help me understand, want to understand, understand how, prove by induction, induction, imaginary numbers,
    complex numbers, what s the point of, whats the point of, main idea of, themes of, practice sentences, ap exam,
    sat prep, in simple terms, simple terms, for dummies, key concepts, osmosis, mitosis, thermodynamics,
    electromagnet*, relativity, gravity, evolution, genetics, chemical reaction, balance the equation, pythagor*,
    logarithm*, quadratic, vector, vectors, periodic table, black hole, black holes, plate tectonics
    erklär*, hausaufgabe*, klausur, karteikarten, ableitung, satz des, eselsbrücke, lernplan, mitschrift,
    verständlich, prüfungsvorbereitung, vokabeltest, bruchrechnung, dreisatz, schwerkraft
    explica*, explícame, deberes, tarjetas de memoria, derivada, para el examen, ejercicio resuelto, apuntes,
    paso a paso, idea principal, tengo que exponer, fracciones, ecuaciones, evolución, gravedad, célula
    explique*, explication, devoirs, fiches de révision, dérivée, mon cours, exercice corrigé, étape par étape,
    cours de, comment marche, comment ça marche, idée principale, fractions, équations, gravité, cellule,
    dissertation`,
  likely: `
    how does, how do, difference between, what s the difference, learn*, study, exam, basics, understand, concept,
    theory, equation, physics, chemistry, biology, math, maths, philosophy, grammar rule, history of, for beginners,
    lesson, practice, show the steps, show my work, define, definition, meaning of, concept of, why do, why does,
    why is, why are, tell me about, statistics, probability, economics, proof, prove, quiz, worksheet, notes,
    chapter summary, memorize, practice problems, what is a, what are, how is, grammar, vocabulary, course, tutorial,
    econ, molecule, electron, photon, planet earth, climate, philosophy of, plato, kant, shakespeare, roman empire,
    world war, cold war, civil war, dna, immune system, economy, inflation work, literature, geography, astronomy,
    psychology, sociology, tense, verb, verbs, conjugat*, dative, accusative, chord, chords, piano, guitar,
    drawing skills, chess strategy, beginner s guide
    unterschied zwischen, wie funktioniert, warum ist, lernen, lerne, prüfung, grundlagen, verstehe*, theorie,
    gleichung, physik, chemie, biologie, mathe, philosophie, schule, warum, weshalb, was bedeutet, was ist ein,
    was ist eine, beweis*, statistik, wahrscheinlichkeit, vokabeln, kurs, geschichte der, kalter krieg, dativ,
    akkusativ, verben, konjugier*, gitarre, klavier, erdkunde, psychologie
    diferencia entre, cómo funciona, por qué, aprender, examen, no entiendo, teoría, ecuación, física, química,
    biología, matemáticas, filosofía, causas, qué es, qué son, significa, demuestra, estadística, probabilidad,
    curso, historia de, guerra fría, verbo, verbos, subjuntivo, conjuga*, guitarra, geografía, psicología, literatura
    différence entre, comment fonctionne, pourquoi, apprendre, comprendre, comprends pas, théorie, équation,
    physique, chimie, qu est ce que, c est quoi, démontrer, statistique, probabilité, histoire de, guerre froide,
    verbe, verbes, subjonctif, conjug*, guitare, géographie, littérature, moteur à`,
  hint: `
    why, example, examples, means, class, school, university, questions, quantum, revolution, cell, atom, energy,
    simple
    beispiel*, uni
    ejemplos, ejemplo, clase, universidad
    exemple*, cours, université`,
};
