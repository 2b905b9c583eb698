/** Ink on paper, or on night; one accent, shades of it, and colours for what stands side by side. */
export const pageColours = `
:root{color-scheme:light dark;--paper:#fdfcfa;--ink:#1d2025;--soft:#5b626d;--line:#d9d6cf;--accent:#2f5fb3;
--s0:#2f5fb3;--s1:#c9a24a;--s2:#5a9a6e;--s3:#b0607a;--s4:#7d6bb0;--s5:#9a9a94;
--h0:#efece6;--h1:#cfdcf2;--h2:#a3bfe8;--h3:#7199d6;--h4:#4674bd;--h5:#234f93}
@media (prefers-color-scheme:dark){:root{--paper:#14161a;--ink:#e9e7e2;--soft:#a7adb7;--line:#343941;--accent:#8ab1f0;
--s0:#6f9be0;--s1:#d4b266;--s2:#79b98c;--s3:#d184a0;--s4:#a796dc;--s5:#85857f;
--h0:#22262c;--h1:#26395a;--h2:#2f4f86;--h3:#446db0;--h4:#6a93d6;--h5:#a9c8fa}}
`.trim();

/** The look of a report: readable at 360 px and on paper. */
export const pageStyle = `${pageColours}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 Georgia,"Times New Roman",serif}
main{max-width:46rem;margin:0 auto;padding:2rem 1rem 4rem}
h1,h2,th,.figure b,.tick,nav,footer,summary,figcaption{font-family:system-ui,sans-serif}
h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.35rem;line-height:1.3;margin:3.5rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line)}
p{margin:.75rem 0}.lead,.note,figcaption{color:var(--soft)}
a{color:var(--accent)}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:1rem;margin:1.5rem 0;padding:0}
.figure{list-style:none}.figure b{display:block;font-size:1.35rem;line-height:1.2;font-weight:600}
figure{margin:1.5rem 0}.wide{overflow-x:auto}
svg.chart{display:block;width:100%;height:auto}.wide svg.chart{min-width:34rem}svg.narrow{max-width:38rem}figcaption{margin-top:.5rem}
.series0{fill:var(--s0)}.series1{fill:var(--s1)}.series2{fill:var(--s2)}.series3{fill:var(--s3)}.series4{fill:var(--s4)}.series5{fill:var(--s5)}
.line{fill:none;stroke:var(--accent);stroke-width:2}.point{fill:var(--accent)}.grid{stroke:var(--line)}.tick{fill:var(--soft);font-size:11px}
.heat0{fill:var(--h0)}.heat1{fill:var(--h1)}.heat2{fill:var(--h2)}.heat3{fill:var(--h3)}.heat4{fill:var(--h4)}.heat5{fill:var(--h5)}
nav{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;margin:1.5rem 0;font-size:.95rem}
footer{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem;color:var(--soft);font-size:.95rem;border-top:1px solid var(--line)}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0 0 .5rem;padding:0;font:.9rem system-ui,sans-serif;color:var(--soft)}
.swatch{width:.7rem;height:.7rem;margin-right:.4rem}
.entries{list-style:none;margin:1rem 0;padding:0}
.entry{display:grid;grid-template-columns:1fr 15rem;gap:1rem;align-items:end;padding:.75rem 0;border-bottom:1px solid var(--line)}
.entry b{font-family:system-ui,sans-serif}.entry ul{margin:.25rem 0 0;padding-left:1.1rem;color:var(--soft);font-size:.95rem;overflow-wrap:anywhere}
.spark{width:100%;height:1.75rem}
@media (max-width:40rem){.entry{grid-template-columns:1fr}}
details{margin:.25rem 0}summary{cursor:pointer;color:var(--accent);font-size:.95rem}
table{border-collapse:collapse;margin:.75rem 0;font-size:.95rem}
th,td{text-align:right;padding:.2rem .75rem .2rem 0;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{text-align:left}th{font-weight:600;color:var(--soft)}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb}details{display:none}h2{break-after:avoid}figure{break-inside:avoid}}
`.trim();
