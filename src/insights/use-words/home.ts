import type { UseWords } from "../use-kinds.ts";

/** Food, rooms, tools, plants, animals. */
export const homeWords: UseWords = {
  decisive: `
    recipe, recipes, sourdough, oven, dishwasher, washing machine, stain, mould, mold, boiler, compost, houseplant,
    air fryer, slow cooker, marinade, casserole, clogged, fuse box, circuit breaker, light bulb, radiator,
    lawn mower, aquarium, hamster, oil change, check engine, ants, wasps, mice, substitute for, laundry, orchid,
    basil, can i freeze, how long does it keep, keep in the fridge, squeak*, floorboard*, porcelain, tile, grout,
    caulk, plunger, unclog, hoover, vacuum cleaner, tumble dryer, sewing, knit*, crochet*, hummus, lasagna, pancakes,
    omelette, risotto, brownies, pickles, ferment*, marinate, steak, meatballs, salmon, tofu, lentils, cupcakes,
    icing, yeast, barbecue, weeds, fertiliz*, aphids, repot*, prune, hydrangea*, cactus, puppy, chew*, litter, flea,
    fleas
    rezept, rezepte, backofen, waschmaschine, spülmaschine, schimmel, fleck*, ofen, heizung, sicherung, abfluss,
    ameisen, wespen, ölwechsel, rasenmäher, thermomix, orchidee, *pflanze, *pflanzen, *kuchen, *suppe, *rezept,
    *braten, gieße, gießen, einfrieren, fugen, silikon, dübel, bohrmaschine, staubsauger, trockner, nähen, stricken,
    häkeln, unkraut, blattläuse, umtopfen, pfannkuchen, hefe
    receta, recetas, lavadora, lavavajillas, moho, mancha*, horno, hormigas, atascad*, radiador, freidora,
    cambio de aceite, regar, riego, congelar, azulejo*, taladr*, aspiradora, secadora, coser, ganchillo,
    malas hierbas, pulgones, tortilla, lentejas, levadura, ladra
    recette, recettes, lave linge, lave vaisselle, moisissure, tache*, au four, fourmis, bouché*, radiateur, vidange,
    friteuse, au frigo, arroser, congeler, carrelage, percer, aspirateur, sèche linge, coudre, tricot*, crochet,
    mauvaises herbes, pucerons, crêpes, lentilles, levure, aboie`,
  likely: `
    cook*, bake*, baking, dinner for, ingredients, gluten, vegetarian, vegan, meal prep, leftovers, flour, chicken,
    pasta, garden, plant, plants, tomato*, balcony, lawn, seeds, paint, wall colour, wall color, couch, sofa, rug,
    carpet, living room, bathroom, kitchen, leak*, faucet, drill, ikea, dog, cat, kitten, bike, brake*, car battery,
    tyre*, tire, bread, dough, cake, cookies, soup, curry, rice, potatoes, eggs, drain, toilet, shower, window,
    curtain*, shelf, furniture, roses, hedge, soil, engine, brakes, puppies, kittens, rabbit, declutter, lamp, tiles,
    vinegar, baking soda, fry, grill, roast, dinner, freeze, frozen, leftover, lunch, snack, butter, cream, garlic,
    onion, beans, mushrooms, fish, beef, pork, egg, microwave, stairs, stair, door, hinge, screw, nail holes, wood,
    glue, ladder, ceiling, blinds, mattress, pillow, candle, bucket, hose, toddler drew, biro, ink, stains, moth,
    moths, spider, spiders, flowers, tree, herbs, battery, moped, chicken coop, parrot, bark*
    kochen, koche, gekocht, backen, zutaten, mehl, hähnchen, nudeln, garten, pflanze*, tomate*, balkon, streichen,
    wandfarbe, teppich, wohnzimmer, badezimmer, küche, tropft, bohr*, hund, katze, fahrrad, reinigen, putzen, brot,
    teig, kuchen, suppe, reis, kartoffel*, eier, dusche, fenster, regal, möbel, rosen, erde, motor, kaninchen,
    fliesen, grillen, braten, salat, sahne, knoblauch, zwiebel*, pilze, fisch, rind, topf, pfanne, treppe, tür,
    schraube*, holz, kleber, decke, matratze, kerze, blumen, baum, kräuter, auto, pferd, vogel, bellt
    cocinar, ingredientes, harina, pollo, jardín, planta*, balcón, pintar, alfombra, salón, cocina, gotea, perro,
    gato, bici, limpiar, baño, masa, pastel, sopa, arroz, patatas, huevos, ducha, ventana, estante, muebles, rosas,
    tierra, conejo, cena, ensalada, mantequilla, nata, ajo, cebolla, setas, pescado, ternera, sartén, olla, escalera,
    puerta, tornillo*, madera, techo, colchón, flores, árbol, coche, timbre, caballo
    cuisiner, cuisson, ingrédients, farine, poulet, jardin, plante*, balcon, peinture, peindre, tapis, salon,
    cuisine, mon chien, mon chat, vélo, nettoyer, pâte, gâteau, soupe, riz, pommes de terre, œufs, douche, fenêtre,
    étagère, terre, moteur, lapin, salade, dîner, beurre, crème, ail, oignon*, champignons, poisson, bœuf, poêle,
    escalier, porte, vis, bois, plafond, matelas, fleurs, arbre, herbes, voiture, cheval`,
  hint: `
    smell*, clean, wash, room, wall, floor, water, heat, fridge, freezer, leaves, pot, pots, sauce, cheese, salt,
    sugar, riecht, waschen, zimmer, wand, boden, wasser, kühlschrank, blätter, käse, salz, zucker
    huele, lavar, pared, suelo, agua, nevera, hojas, queso, azúcar
    laver, chambre, meubles, eau, frigo, feuilles, fromage, sucre`,
};
