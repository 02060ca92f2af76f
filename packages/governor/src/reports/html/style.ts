/** The style sheet of the page: light and dark by the same names, one column on a phone, everything unfolded on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #0f141a);
  --card: light-dark(#ffffff, #171e27);
  --sunken: light-dark(#eef1f5, #202a36);
  --line: light-dark(#d5dbe3, #33404f);
  --ink: light-dark(#16202c, #e8edf3);
  --soft: light-dark(#51606f, #a3b1c0);
  --link: light-dark(#0b57c2, #8ab8ff);
  --critical: light-dark(#a3123f, #ff7d9c);
  --high: light-dark(#b3380b, #ff9a66);
  --medium: light-dark(#8a5a00, #f2c14e);
  --low: light-dark(#3d5a99, #9db8f2);
  --undecided: light-dark(#6a4bb0, #c3a8ff);
  --accepted: light-dark(#5b6875, #9aa8b6);
  --passes: light-dark(#14713f, #5fd394);
  --bar: light-dark(#2f6fd6, #5b97f5);
  --range: light-dark(#0b2f66, #d6e5ff);
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
.wide { max-width: 1140px; margin: 0 auto; padding: 0 20px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; padding: 6px 10px; background: var(--card); z-index: 9; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, .place { font: 0.87em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
h1, h2, h3, p, ul, dl { margin: 0; }
ul { padding: 0; list-style: none; }
h1 { font-size: 1.45rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin: 0 0 12px; }
h3 { font-size: 0.95rem; margin: 20px 0 8px; }
.note { color: var(--soft); font-size: 0.87rem; margin: 8px 0; }
button, select, input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 5px 10px; min-height: 36px; }
button { cursor: pointer; }
button:hover { border-color: var(--link); }

.top { border-bottom: 1px solid var(--line); background: var(--card); }
.top .wide { display: flex; align-items: center; gap: 12px; min-height: 52px; }
.brand { font-weight: 700; letter-spacing: -0.01em; }
.swatch { flex: none; }
.made { color: var(--soft); font-size: 0.87rem; margin-right: auto; }
main { padding-top: 20px !important; }
footer { color: var(--soft); font-size: 0.85rem; padding-top: 24px !important; padding-bottom: 32px !important; }

.verdict { display: flex; gap: 16px; align-items: center; padding: 18px 20px; border-radius: 12px; background: var(--card); border: 1px solid var(--line); border-left: 6px solid var(--tone); }
.verdict.blocked { --tone: var(--critical); }
.verdict.passes { --tone: var(--passes); }
.verdict p { color: var(--tone); font-weight: 600; }
.mark { flex: none; display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%; border: 2px solid var(--tone); color: var(--tone); font-size: 20px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: 10px; margin: 12px 0; }
.tiles li { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 10px 12px; }
.tiles b { overflow-wrap: anywhere; display: block; font-size: 1.25rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tiles span { color: var(--soft); font-size: 0.85rem; }
.tiles .bad b { color: var(--critical); }
.facts { display: flex; flex-wrap: wrap; gap: 6px 28px; padding: 4px 2px 0; font-size: 0.9rem; }
.facts dt { display: inline; color: var(--soft); }
.facts dt::after { content: " "; }
.facts dd { display: inline; margin: 0; }
nav { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 14px 2px 0; font-size: 0.92rem; }
.notice { margin: 10px 0 0; padding: 8px 14px; border-left: 4px solid var(--medium); background: var(--card); border-radius: 6px; }
.notice.error { border-color: var(--critical); }

.report > section, .scroll, .stack { margin-top: 20px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px; }
.report .scroll { margin: 0; padding: 0; border: 0; overflow-x: auto; }
.scroll { overflow-x: auto; }
.changes.lost { border-left: 6px solid var(--critical); }
.changes p { margin: 0 0 8px; }
.changes li { padding: 4px 0; }
.holds { color: var(--critical); border: 1px solid currentColor; border-radius: 99px; padding: 0 9px; font-size: 0.82rem; font-weight: 600; }
.because { color: var(--soft); }
.sign { font: 700 1em ui-monospace, Menlo, Consolas, monospace; }
.sign.create { color: var(--passes); fill: var(--passes); }
.sign.update { color: var(--medium); fill: var(--medium); }
.sign.replace, .sign.delete { color: var(--critical); fill: var(--critical); }

.toolbar { position: sticky; top: 8px; z-index: 5; display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; padding: 10px 14px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 4px 14px rgb(0 0 0 / 0.07); }
.field { display: grid; gap: 2px; font-size: 0.92rem; }
.field label { font-size: 0.8rem; color: var(--soft); }
.toolbar .search { flex: 1 1 200px; }
.toolbar + .none { margin-top: 12px; }
main > .toolbar { margin-top: 20px; }
.toolbar output { font-size: 0.87rem; color: var(--soft); padding: 7px 0; min-width: 9em; }

.group, .apart { border: 1px solid var(--line); border-radius: 10px; margin-top: 10px; }
summary { cursor: pointer; padding: 9px 14px; }
.group > summary { background: var(--sunken); border-radius: 9px; }
.group[open] > summary { border-radius: 9px 9px 0 0; }
.title { color: var(--soft); }
.group > summary { position: relative; padding-right: 76px; }
.count { position: absolute; right: 14px; top: 9px; color: var(--soft); font-variant-numeric: tabular-nums; }
.severity { display: inline-block; min-width: 5.2em; text-align: center; font-size: 0.8rem; font-weight: 600; border-radius: 99px; padding: 0 9px; border: 1px solid currentColor; }
.severity.critical { color: var(--critical); } .severity.high { color: var(--high); } .severity.medium { color: var(--medium); } .severity.low { color: var(--low); }
.why { padding: 8px 14px; font-size: 0.92rem; }
.reason > summary { padding: 2px 0; color: var(--soft); font-weight: 600; }
.reason p { max-width: 76ch; }
.reason a { font-size: 0.87rem; }
.own > summary { padding: 2px 0; color: var(--soft); font-size: 0.87rem; }
.own .why { padding: 0 0 4px 14px; }
.why b, .fix b { color: var(--soft); font-weight: 600; margin-right: 4px; }
.finding { padding: 9px 14px; border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 60px; }
.head { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; }
.word { font-size: 0.8rem; color: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 0 7px; }
.word.blocks { color: var(--critical); border-color: currentColor; font-weight: 600; }
.resource { font-weight: 600; }
.place { color: var(--soft); margin-left: auto; }
.fix { font-size: 0.92rem; }
.exemption { font-size: 0.92rem; color: var(--soft); }
.owner::before { content: "· "; }
.apart { padding: 0 14px 12px; }
.apart:not([open]) { padding-bottom: 0; }
.apart > summary { margin: 0 -14px; font-weight: 600; }
.plain li { padding: 3px 0; }

.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 0.85rem; color: var(--soft); margin-bottom: 10px; }
.legend li { display: flex; gap: 6px; align-items: center; }
.swatch { width: 12px; height: 12px; border-radius: 3px; background: var(--tone); }
.critical { --tone: var(--critical); } .high { --tone: var(--high); } .medium { --tone: var(--medium); } .low { --tone: var(--low); }
.undecided { --tone: var(--undecided); } .accepted { --tone: var(--accepted); }
.swatch.passes, .node.passes, .box.passes { --tone: var(--passes); }
.canvas { overflow: auto; max-height: 78vh; border: 1px solid var(--line); border-radius: 10px; background: var(--ground); }
.canvas svg { display: block; font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; margin: 0 auto; }
.node, .box { cursor: pointer; }
.node text, .box text { fill: var(--ink); }
.node .body { fill: var(--card); stroke: var(--line); }
.node .strip { fill: var(--tone); }
.node .name, .box .name { font-weight: 600; }
.node .kind { fill: var(--soft); font-size: 11px; }
.badge rect { fill: var(--tone); }
.badge text { fill: var(--card); font-size: 11px; font-weight: 700; text-anchor: middle; }
.box > rect { fill: var(--sunken); fill-opacity: 0.6; stroke: var(--line); stroke-dasharray: 5 4; }
.node:hover .body, .node:focus .body, .node.chosen .body { stroke: var(--link); stroke-width: 2; }
.box:hover > rect, .box:focus > rect, .box.chosen > rect { stroke: var(--link); stroke-width: 2; }
.node:focus, .box:focus { outline: none; }
.edge { fill: none; stroke: var(--soft); stroke-opacity: 0.55; stroke-width: 1.3; }
.tip { fill: var(--soft); }
.edge.lit { stroke: var(--link); stroke-opacity: 1; stroke-width: 2.2; }
.faded .edge:not(.lit) { stroke-opacity: 0.15; }
.panel { margin-top: 12px; border: 1px solid var(--link); border-radius: 10px; padding: 12px 16px; }
.panel h3 { font-size: 1rem; margin: 0; }
.panel .finding { padding-left: 0; padding-right: 0; }
.panel .why { padding: 2px 0 0; }
.panel .urn { color: var(--soft); font-size: 0.82rem; }

.bar-row { display: grid; grid-template-columns: minmax(140px, 220px) minmax(100px, 1fr) 84px minmax(0, 1.1fr); gap: 4px 12px; align-items: center; padding: 4px 0; font-size: 0.92rem; }
.bar { width: 100%; height: 16px; border-radius: 4px; display: block; }
.track { fill: var(--sunken); }
.expected { fill: var(--bar); }
.added { fill: var(--high); }
.saved { fill: var(--passes); }
.expected.over { fill: var(--critical); }
.range { fill: var(--range); fill-opacity: 0.55; }
.limit { stroke: var(--ink); stroke-width: 2.5; vector-effect: non-scaling-stroke; }
.amount { text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; }
.basis { color: var(--soft); font-size: 0.85rem; }
.no-bar { border-bottom: 2px dotted var(--line); }
.more > summary { padding: 6px 0; color: var(--link); }

table { border-collapse: collapse; width: 100%; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; overflow-wrap: normal; padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.fleet td:last-child { color: var(--critical); font-weight: 600; }
.fleet td, .fleet thead th:not(:first-child) { text-align: right; }
tfoot th, tfoot td { border: 0; font-weight: 700; }
.unverified::first-letter { text-transform: uppercase; }
tbody th, .state { white-space: nowrap; }
.numbers td, .numbers thead th { white-space: nowrap; }
.numbers td:last-child { white-space: normal; min-width: 15em; }
.numbers .number { text-align: right; }
.numbers tbody th { white-space: normal; min-width: 11em; font-weight: 400; padding-left: 1em; }
.numbers tbody th[colspan] { font-weight: 600; padding-left: 0; }
.state.violated { color: var(--critical); font-weight: 600; } .state.undecided, .state.not-verifiable { color: var(--undecided); } .state.passes { color: var(--passes); }
.dot.passes { color: var(--passes); } .dot.blocked { color: var(--critical); }
.stack > summary { padding: 0; }
.stack > summary h2 { display: inline; margin-right: 8px; }
.stack > summary span { color: var(--soft); }
.stack > .report { margin-top: 16px; }

@media (max-width: 640px) {
  .wide { padding: 0 12px; }
  .report > section, .scroll, .stack { padding: 14px 12px; }
  .verdict { padding: 14px; }
  .tiles { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 8px; }
  .tiles li { padding: 8px 10px; }
  .tiles b { font-size: 1.1rem; }
  .facts { display: grid; gap: 4px; }
  .toolbar { position: static; display: grid; grid-template-columns: 1fr 1fr; }
  .toolbar .search, .toolbar output { min-width: 0; grid-column: 1 / -1; }
  .toolbar select, .toolbar input { width: 100%; min-width: 0; }
  .bar-row { grid-template-columns: 1fr auto; padding: 7px 0; }
  .bar-row .bar, .bar-row .no-bar { grid-column: 1 / -1; grid-row: 2; }
  .bar-row .amount { grid-row: 1; grid-column: 2; }
  .bar-row .basis { grid-column: 1 / -1; }
  .group > summary .title { display: block; }
  .group > summary { padding-right: 60px; }
  .place { margin-left: 0; }
  .part thead { display: none; }
  .part tr { display: grid; grid-template-columns: 1fr auto; border-bottom: 1px solid var(--line); padding: 6px 0; }
  .part th, .part td { border: 0; padding: 0; min-width: 0; white-space: normal; overflow-wrap: anywhere; }
  .part td:last-child, .part th[colspan] { grid-column: 1 / -1; min-width: 0; }
  .part tbody th:not([colspan]) { font-weight: 600; padding-left: 0; }
}
@media print {
  :root, :root[data-theme] { color-scheme: light; --ground: #fff; }
  :root { font-size: 11px; }
  body { font-size: 1rem; }
  .script-only, .skip, .panel, nav { display: none !important; }
  .wide { max-width: none; padding: 0; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .finding { content-visibility: visible; break-inside: avoid; }
  .report > section, .stack { border: 0; padding: 0; }
  .changes.lost { padding-left: 10px; border-left: 6px solid var(--critical); }
  .canvas { overflow: visible; max-height: none; border: 0; }
  .canvas svg { width: 100%; height: auto; max-height: 95vh; }
  .verdict, .tiles li, .bar-row { break-inside: avoid; }
  h2, h3, .group > summary { break-after: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
