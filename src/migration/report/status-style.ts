/** The style sheet of the report page: light and dark, a phone and a wide screen, paper. Contrast of text is 7:1 or better. */
export const STATUS_STYLE = `
:root { color-scheme: light dark; --ink: #14213d; --soft: #44506b; --line: #c3cad9; --paper: #ffffff; --ground: #eef1f7;
  --citizen: #0b3d91; --employee: #b35900; --company: #00695c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf6; --soft: #b9c3d8; --line: #46506a; --paper: #1b2233;
  --ground: #111726; --citizen: #8ab4ff; --employee: #ffb366; --company: #5fd0bd; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: .5rem 0; }
h2 { font-size: 1.15rem; margin: 0 0 .5rem; }
section, details { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
.classes { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem; }
.classes section { margin: 0; }
dl { display: grid; grid-template-columns: minmax(6rem, 1fr) auto; gap: .15rem 1rem; margin: 0; }
dt { overflow-wrap: anywhere; }
dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
.soft, h3 { color: var(--soft); }
h3 { font-size: .95rem; margin: .75rem 0 .25rem; }
svg { display: block; width: 100%; max-width: 40rem; height: auto; }
svg text { fill: var(--ink); font-size: 12px; }
.axis { stroke: var(--soft); }
.most { stroke: var(--line); stroke-dasharray: 3 3; }
.citizen { fill: var(--citizen); color: var(--citizen); }
.employee { fill: var(--employee); color: var(--employee); }
.company { fill: var(--company); color: var(--company); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 0; padding: 0; }
.legend span { margin-right: .35rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .25rem .4rem; border-bottom: 1px solid var(--line); font-size: .9rem; }
th:first-child { text-align: left; }
summary { cursor: pointer; font-weight: 600; }
@media print { body { background: none; } }
`;
