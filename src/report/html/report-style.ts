// The style of the HTML report. The chrome follows the reader's light or dark preference; the ECG paper
// stays paper. Every verdict has a colour, a line style and a sign.
import type { Page } from "../../page/page.ts";

/** The style sheet; the drawn page prints on a sheet of its own size, at 100 %. */
export function reportStyle({ widthMm, heightMm }: Pick<Page, "widthMm" | "heightMm">): string {
  const wide = `@media (min-width: 1560px) { .workbench { grid-template-columns: calc(${widthMm}mm + 40px) minmax(0, 1fr); } }`;
  return `${SCREEN}${wide}\n@page ecg { size: ${widthMm}mm ${heightMm}mm; margin: 0; }\n${PRINT}`;
}

const SCREEN = `
:root {
  color-scheme: light dark;
  --ground: #f6f6f4; --card: #ffffff; --ink: #1c1e21; --soft: #5b6068; --line: #d9dadd;
  --supported: #12703a; --contradicted: #b3261e; --not-checkable: #8a5a00; --accent: #1f5fa8;
  --chosen: #fff1b8; --warning: #fff4e0; --warning-line: #d08a1d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181b; --card: #1f2226; --ink: #e8e9eb; --soft: #a4a9b1; --line: #3a3e45;
    --supported: #6fd398; --contradicted: #ff9a90; --not-checkable: #f0bd5c; --accent: #8fc1ff;
    --chosen: #4d4210; --warning: #3a2c10; --warning-line: #d08a1d;
  }
}
* { box-sizing: border-box; }
html { scroll-padding: 24px 24px 42vh; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header, main, footer { max-width: 1700px; margin: 0 auto; padding: 0 20px; }
h1 { font-size: 1.5rem; margin: 20px 0 2px; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 0 0 10px; }
small, .facts, .hint, .label { color: var(--soft); }
small { font-size: .85em; }
.facts, .hint, .summary, .label { margin: 0 0 8px; font-size: .92rem; }
code { font-size: .88em; overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--card); padding: 8px; z-index: 9; }
.disclaimer { background: var(--warning); border: 1px solid var(--warning-line); border-left-width: 6px; padding: 10px 20px; margin: 0; }
header .disclaimer, footer .disclaimer { margin: 16px 0; }
.chip { display: inline-block; border: 1px solid currentColor; border-radius: 999px; padding: 0 9px; font-weight: 600; }
.chip.ok { color: var(--supported); } .chip.limited { color: var(--not-checkable); } .chip.unusable { color: var(--contradicted); }
.keys { display: flex; flex-wrap: wrap; gap: 8px 28px; margin: 12px 0 16px; }
.keys div { min-width: 74px; }
.keys dt { color: var(--soft); font-size: .82rem; }
.keys dd { margin: 0; font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.keys dd small { font-weight: 400; font-size: .8rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px 18px; margin: 0 0 16px; }
.sheet-scroll { overflow: auto hidden; }
.tail { white-space: nowrap; }
.sheet { position: relative; width: max-content; margin: 0 auto; background: #fff; line-height: 0; border: 1px solid var(--line); }
.sheet .overlay { position: absolute; inset: 0; }
.narrative { font-size: 1.06rem; line-height: 1.75; white-space: pre-line; margin: 0; max-width: 92ch; }
.sentence { cursor: pointer; }
.claim { cursor: pointer; text-decoration: underline 1.5px; text-underline-offset: 4px; border-radius: 3px; }
.claim.supported { text-decoration: underline 1px var(--supported); text-underline-offset: 4px; }
.claim.contradicted { text-decoration: underline wavy 1.5px var(--contradicted); }
.claim.not-checkable { text-decoration: underline dashed 1.5px var(--not-checkable); }
.claim:hover, .claim.selected { background: var(--chosen); }
.claim.selected { box-shadow: 0 0 0 2px var(--accent); }
.sign { display: inline-block; text-decoration: none; font-size: .7em; font-weight: 700; vertical-align: .35em; padding-left: 2px; line-height: 1; }
.supported.sign, .verdict.supported { color: var(--supported); }
.contradicted.sign, .verdict.contradicted { color: var(--contradicted); }
.not-checkable.sign, .verdict.not-checkable { color: var(--not-checkable); }
.verdict { font-weight: 600; white-space: nowrap; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0; margin: 0 0 12px; list-style: none; font-size: .92rem; }
.band { cursor: pointer; outline: none; }
.band rect { fill: transparent; stroke: none; }
.band line { stroke-width: .5; stroke-linecap: round; opacity: .5; }
.band text { display: none; font: 700 2.8px system-ui, sans-serif; paint-order: stroke; stroke: #fff; stroke-width: .7; stroke-linejoin: round; }
.band[data-verdict="supported"] line { stroke: #12703a; }
.band[data-verdict="contradicted"] line { stroke: #b3261e; stroke-width: .9; opacity: 1; }
.band[data-verdict="not checkable"] line { stroke: #8a5a00; stroke-dasharray: 1 1; opacity: .9; }
.band[data-verdict="supported"] text { fill: #12703a; }
.band[data-verdict="contradicted"] text { fill: #b3261e; }
.band[data-verdict="not checkable"] text { fill: #8a5a00; }
.has-selection .band:not(.selected, .preview) line { opacity: .18; }
.band:is(:hover, .preview, :focus-visible) rect { fill: #1f5fa8; fill-opacity: .12; stroke: #1f5fa8; stroke-width: .25; }
.band.selected rect { stroke-width: .35; fill-opacity: 1; }
.band.selected[data-verdict="supported"] rect { fill: url(#fill-supported); stroke: #12703a; }
.band.selected[data-verdict="contradicted"] rect { fill: url(#fill-contradicted); stroke: #b3261e; }
.band.selected[data-verdict="not checkable"] rect { fill: url(#fill-not-checkable); stroke: #8a5a00; }
.band.selected.stand-in rect { stroke-dasharray: 1.2 .8; }
.band.selected text { display: block; }
.fill-supported rect { fill: #2fae66; fill-opacity: .22; }
.fill-contradicted rect { fill: #e5483d; fill-opacity: .18; } .fill-contradicted path { stroke: #b3261e; stroke-width: .3; }
.fill-not-checkable rect { fill: #e0a020; fill-opacity: .2; } .fill-not-checkable circle { fill: #8a5a00; }
#evidence-panel { position: sticky; bottom: 0; z-index: 5; border-top: 3px solid var(--accent); box-shadow: 0 -6px 18px rgb(0 0 0 / .18); max-height: 38vh; overflow: auto; padding: 10px 18px; }
#evidence-panel p { margin: 0 0 4px; }
#evidence-panel ul { margin: 0; padding-left: 20px; font-size: .92rem; columns: 2 340px; }
#evidence-panel .entry + .entry { border-top: 1px solid var(--line); margin-top: 6px; padding-top: 6px; }
.actions { display: flex; flex-wrap: wrap; gap: 6px; margin-bottom: 6px; }
button { font: inherit; font-size: .88rem; color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: 3px 10px; cursor: pointer; }
button:hover { border-color: var(--accent); }
.findings, .evidence, .criteria { list-style: none; padding: 0; margin: 0; }
.finding { border-left: 5px solid var(--accent); padding: 2px 0 2px 12px; margin: 0 0 14px; }
.finding.probable { border-left-style: dashed; } .finding.possible { border-left-style: dotted; }
.statement { margin: 0 0 4px; } .certainty { color: var(--soft); margin-right: 4px; }
.evidence li, .criteria li { font-size: .93rem; } .label { margin: 4px 0 0; font-size: .8rem; }
.code { font-size: .8rem; border: 1px solid var(--line); border-radius: 4px; padding: 0 5px; color: var(--soft); white-space: nowrap; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 16px; align-items: start; }
.columns > section { min-width: 0; }
.table-scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding: 0 0 6px; }
th, td { text-align: right; padding: 3px 8px; border-bottom: 1px solid var(--line); white-space: nowrap; }
tr > :first-child { text-align: left; } thead th { color: var(--soft); font-weight: 600; }
.claims :is(th, td), .text-table :is(th, td) { text-align: left; vertical-align: top; white-space: normal; }
.claims tbody th { font-weight: 400; min-width: 200px; } .claims td { min-width: 130px; } .claims td:last-child { min-width: 300px; } .claims ul { margin: 0; padding-left: 16px; }
details > summary { cursor: pointer; font-weight: 600; font-size: 1.15rem; }
details[open] > summary { margin-bottom: 10px; }
dl.origin, dl.not-assessed { margin: 0; } dt { color: var(--soft); } dd { margin: 0 0 8px; overflow-wrap: anywhere; }
@media (min-width: 1560px) {
  .workbench { display: grid; gap: 16px; align-items: start; }
  .workbench > section { min-width: 0; }
  #reading { position: sticky; top: 12px; }
}
@media (max-width: 640px) {
  header, main, footer { padding: 0 10px; } section { padding: 12px; }
}
`;

const PRINT = `@page { margin: 14mm; }
@media print {
  :root { --ground: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --supported: #0b5a2d; --contradicted: #a01b14; --not-checkable: #6f4800; --accent: #333; --chosen: #fff; --warning: #fff; }
  body { font-size: 10.5pt; }
  .hint, .actions, .skip, #evidence-panel { display: none; }
  section { border: none; padding: 0; break-inside: auto; }
  h2, caption { break-after: avoid; }
  tr, .finding { break-inside: avoid; }
  .workbench { display: flex; flex-direction: column; }
  #reading { position: static; }
  .sheet-section { order: 2; page: ecg; padding: 0; margin: 0; break-before: page; break-after: page; }
  .sheet-section h2 { display: none; }
  .sheet-scroll, .table-scroll { overflow: visible; }
  table { font-size: 8pt; }
  th, td { padding: 1px 4px; }
  .claims :is(th, td) { min-width: 0 !important; }
  .claims :is(th, td):last-child { width: 45%; }
  .claims ul { columns: 2; } .claims li { break-inside: avoid; }
  .sheet { border: none; }
  .band:not(.selected) { display: none; }
  .claim.selected { box-shadow: none; }
}
`;
