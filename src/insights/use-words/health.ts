import type { UseWords } from "../use-kinds.ts";

/** Parts of the body, complaints, medicine, training. */
export const healthWords: UseWords = {
  decisive: `
    headache, migraine, ibuprofen, paracetamol, antibiotic*, antidepressant*, symptom*, side effects, blood test,
    blood pressure, cholesterol, calorie*, rash, diabetes, pregnan*, insomnia, physiotherap*, diagnos*, supplement,
    supplements, creatine, keto, intermittent fasting, bmi, panic attack, panic attacks, menopause, vaccine*, covid,
    mri, surgery, sprained, ankle, dermatolog*, eczema, acne, hemorrhoid*, uti, thyroid, push ups, squats,
    half marathon, melatonin, numb, tingling, pull up, pull ups, deadlift, plank, low fodmap, fodmap, ibs,
    jet lag tips, nosebleed, bruise, blister, fracture, concussion, asthma, arthritis, tinnitus, vertigo, heartburn,
    reflux, constipation, diarrhea, bloated, bloating, hiccups, snoring, sleep apnea, contraceptive, pill missed,
    prescription, nurse, vet bill, cold sore, antihistamine, aspirin, overdose, supplementing, hydration, macros,
    cutting and bulking, bench press
    kopfschmerz*, knieschmerz*, rückenschmerz*, bauchschmerz*, bluthochdruck, blutdruck, blutwerte, nebenwirkung*,
    schwanger*, schlaflos*, kalorien, gicht, hausarzt, impfung, schilddrüse, nahrungsergänz*, allergie*,
    krankschreib*, bandscheibe, taub, kribbeln, husten, durchfall, verstopfung, sodbrennen, schwindel, heuschnupfen,
    erkältung, verstaucht, antibiotik*, pille, klimmzüge, liegestütze, *schmerzen, *arzt, *tabletten
    me duele, dolor de, síntomas, tensión arterial, embaraz*, efectos secundarios, calorías, vacuna, tiroides,
    alergia*, regla, ansiedad, acné, remedio, remedios, sin pegar ojo, insomnio, hormigueo, estreñimiento, diarrea,
    mareo, resfriado, esguince, antibiótico*, dominadas, flexiones
    mal de tête, mal au, symptômes, tension artérielle, enceinte, effets secondaires, calories, urgences, vaccin*,
    thyroïde, anxiété, gonflé, gonflée, insomnie, fourmillements, diarrhée, vertiges, rhume, entorse, antibiotique*,
    pompes, tractions, cheville, poignet`,
  likely: `
    pain, hurts, ache, fever, cough, flu, doctor, medication, medicine, pill, dose, vitamin*, iron, ferritin,
    protein, diet, weight loss, lose weight, workout, training plan, muscle, stretch*, sleep, asleep, anxiety, adhd,
    allerg*, infection, swollen, dizzy, nausea, period, injury, knee, stomach, therapist, dentist, therapy,
    magnesium, calm, shoulder, neck, hip, back pain, throat, ear, sick, baby, breastfeeding, hair loss, sugar intake,
    exercise, exercises, healthy, cardio, weights, marathon, autism, depress*, stress, hangover, finger, fingers,
    toes, wrist, elbow, hand, foot, chest, lung, liver, kidney, stomach ache, bleeding, itchy, itch, burn,
    piercing, swim, swimming, walking, steps a day, breakfast, remedy, weigh, heart rate, pulse, meditation,
    breathing, hormone*, thirsty, nap, caffeine, smoking, quit smoking, vape, drunk, sunscreen, lips, eyes, glasses,
    contact lenses
    schmerz*, tut weh, weh, fieber, arzt, ärztin, medikament*, tablette*, abnehmen, trainingsplan, muskel*, schlafen,
    übung*, entzünd*, lebensmittel, ernährung, zahnarzt, therapie, schulter, nacken, hals, ohr, krank, haarausfall,
    kater, gewicht, zehen, handgelenk, ellenbogen, brust, lunge, leber, niere, blutung, juckt, juckreiz, atmen, puls,
    rauchen, koffein, brille
    dolor, fiebre, tos, médico, medicamento, pastilla, adelgazar, entrenamiento, músculo, dormir, espalda,
    ejercicios, tensión, dentista, terapia, hombro, cuello, garganta, oído, enfermo, enferma, bebé, estrés, peso,
    rodilla, cabeza, dedo, dedos, muñeca, codo, pecho, pulmón, hígado, riñón, sangrado, pica, picor, respirar, pulso,
    fumar, nervios, gafas
    douleur, fièvre, toux, médecin, médicament, maigrir, entraînement, mal de dos, exercices, dentiste, thérapie,
    épaule, cou, gorge, oreille, malade, bébé, poids, genou, ventre, doigt, doigts, coude, poitrine, poumon, foie,
    saignement, gratte, respirer, pouls, fumer, lunettes, nerfs`,
  hint: `
    tired, eye, leg, calf, skin, blood, heart, teeth, tooth, body, gym, run, running, lift, kg, beginner, eat,
    alcohol
    müde, auge, bein, haut, herz, zahn, knie, gesund, laufen
    ojo, pierna, piel, sangre, corazón, diente, sano
    œil, jambe, peau, sang, cœur, dent, santé`,
};
