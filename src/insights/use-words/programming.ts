import type { UseWords } from "../use-kinds.ts";

/** Languages, tools and parts of programs. */
export const programmingWords: UseWords = {
  decisive: `
    terraform, aws, azure, ssh, nginx, next js, vue, angular, svelte, redis, graphql, jwt, latex, matlab, ggplot,
    scraper, scraping, discord bot, telegram bot, godot, unreal engine, power query, google sheets, vlookup,
    makefile, cmake, gcc, android studio, xcode, localhost, pytest, jupyter, haskell, sqlalchemy, fastapi,
    spring boot, python, javascript, typescript, react, regex, sql, postgres, mysql, sqlite, mongodb, docker,
    dockerfile, kubernetes, git, github, java, kotlin, swiftui, flutter, rust, golang, c++, c#, php, laravel, django,
    flask, nodejs, node js, html, css, tailwind, npm, webpack, bash, powershell, vba, pandas, numpy, pytorch,
    tensorflow, unity, arduino, raspberry pi, vim, stack trace, unit test, unit tests, segfault, compiler, refactor*,
    debug*, cors, postman, 502, 404, 500 error, div, flexbox, css grid, vuex, pinia, segmentation fault, malloc,
    pointer, ssl, dns, apache, firebase, supabase, heroku, vercel, electron, qt, opencv, scikit, sklearn, keras,
    openai api, webhook, yaml, xml, crud, orm, mutex, async, await, websocket, powerapps, power bi, dax, apps script,
    autohotkey, home assistant, esp32, verilog, assembly, lua, perl, scala, elixir, matplotlib, selenium, playwright,
    jest, cypress, eslint, babel, vite
    makro, programmier*, quellcode, datenbankabfrage, rekursion, zeiger, kompilier*
    macro, programación, puntero, depurar, compilador, expresión regular
    compilation, programmation, pointeur, déboguer, compilateur, expression régulière`,
  likely: `
    code, coding, script, api, json, csv, function, variable, array, loop, class, method, syntax, compile*, runtime,
    database, query, server, linux, ubuntu, cron, shell, terminal, command line, commit, branch, rebase, deploy*,
    frontend, backend, endpoint, algorithm, exception, null, undefined, library, import, plugin, excel, formula,
    spreadsheet, wordpress, chrome extension, app, programming, software, program, bot, crash*, package, dependency,
    module, object, string, integer, recursion, hash, encryption, cache, router, firewall, website, parser, scroll,
    click, browser, thread, timeout, logs, cli, repo, repository, pull request, merge conflict, host, hosting,
    domain, ip address, sensor, microcontroller, dataframe, column, rows, pivot table, cell, dropdown, memory leak,
    framework, sdk, oauth, login page
    abfrage, datenbank, funktion, skript, fehlermeldung, schleife, formel, programm, schnittstelle, absturz, seite,
    spalte, zelle, tabelle
    código, función, consulta, base de datos, fórmula, programa, servidor, bucle, página web, navegador, columna,
    tabla, programar
    fonction, requête, base de données, formule, programme, serveur, boucle, site web, mon site, navigateur, colonne,
    tableau croisé, hébergement, programmer`,
  hint: `
    bug, error, fix, file, files, folder, list, button, component, input, output, version, install, test, windows
    fehler, datei, ordner, liste
    archivo, hoja, celda
    erreur, fichier, tableau`,
};
