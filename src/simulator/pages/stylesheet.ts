/** The one style sheet of the simulator's pages. Contrast is 7:1 or better for text; focus is always visible. */
export const STYLESHEET = `
:root { color-scheme: light; --ink: #14213d; --soft: #44506b; --line: #c3cad9; --paper: #ffffff; --ground: #eef1f7;
  --blue: #0b3d91; --alert: #8a1020; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
header { background: var(--blue); color: #fff; padding: .75rem 1.25rem; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem;
  align-items: baseline; }
header p { margin: 0; }
.brand { font-weight: 700; font-size: 1.25rem; }
main { background: var(--paper); margin: 1.5rem auto; padding: 1.5rem; border: 1px solid var(--line); border-radius: .5rem; }
main.narrow { max-width: 34rem; }
main.wide { max-width: 68rem; }
h1 { margin-top: 0; line-height: 1.2; font-size: 1.6rem; }
h2 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; }
a { color: var(--blue); }
:focus-visible { outline: 3px solid #10233f; outline-offset: 2px; box-shadow: 0 0 0 7px #f5a300; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
input[type='text'] { width: 100%; font: inherit; color: inherit; padding: .55rem .7rem; border: 1px solid var(--soft);
  border-radius: .35rem; background: #fff; }
.hint, .soft { color: var(--soft); }
button { font: inherit; cursor: pointer; border-radius: .35rem; padding: .55rem 1.1rem; border: 1px solid var(--blue); }
button.primary { background: var(--blue); color: #fff; font-weight: 600; }
button.quiet { background: #fff; color: var(--blue); }
button.choice { display: block; width: 100%; text-align: left; background: #fff; color: var(--ink); border-color: var(--line);
  padding: .65rem .9rem; }
button.choice:hover { border-color: var(--blue); background: #f5f8ff; }
button.choice strong, button.choice span { display: block; }
ul.choices { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: .5rem; }
form { margin: 0 0 1rem; }
.actions { display: flex; gap: .75rem; margin-top: 1rem; }
.alert { border-left: 4px solid var(--alert); color: var(--alert); background: #fdf1f2; padding: .6rem .9rem; }
.reference, .transaction { border: 1px solid var(--line); border-radius: .35rem; padding: .6rem .9rem; margin: 0 0 1rem;
  overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
dt { font-weight: 600; }
dd { margin: 0 0 .75rem; overflow-wrap: anywhere; }
textarea { width: 100%; font: .9rem ui-monospace, monospace; color: inherit; padding: .55rem .7rem; border: 1px solid var(--soft);
  border-radius: .35rem; background: #fff; }
select { font: inherit; color: inherit; max-width: 100%; padding: .5rem; border: 1px solid var(--soft); border-radius: .35rem;
  background: #fff; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
td, p, h2, li, dt, summary { overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
pre { background: #f5f7fb; border: 1px solid var(--line); border-radius: .35rem; padding: .75rem; overflow-x: auto; }
pre.transaction { white-space: pre-wrap; font: inherit; background: none; }
details { border: 1px solid var(--line); border-radius: .35rem; padding: .6rem .9rem; margin: 0 0 .75rem; }
summary { cursor: pointer; font-weight: 600; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; }
@media (max-width: 40rem) {
  main { margin: .5rem; padding: 1rem; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr, td { display: block; }
  tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  td { border: 0; padding: .15rem 0; }
}
`;

/** Sends the one form of the page that brings the browser back by POST; its button does the same without script. */
export const SUBMIT_SCRIPT = 'document.forms[0].submit();\n';
