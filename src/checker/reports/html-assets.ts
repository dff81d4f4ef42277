/**
 * The style of the page: the system's font, light and dark as the reader prefers, also for print. Filters are here,
 * too.
 */
const states = ['broken', 'warned', 'grey', 'ok'];

/** Hides what has no element in the chosen state. */
const filters = states
  .map((state) => {
    const shown = `body:has(#show-${state}:checked)`;
    return `${shown} :is(li, .violation, section > details:not(.operation)):not([data-state=${state}]),
${shown} .status:not(:has(li[data-state=${state}])),
${shown} main > section:not(:has([data-state=${state}])),
${shown} .operation:not(:has(li[data-state=${state}])) { display: none }`;
  })
  .join('\n');

export const style = `
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --line: #e2e5ea; --ink: #14181f; --soft: #5a6372;
  --ok: #15803d; --broken: #b91c1c; --warned: #b45309; --grey: #5a6372 }
@media (prefers-color-scheme: dark) { :root { --ground: #0f1217; --card: #171b22; --line: #2a303a; --ink: #edf0f4; --soft: #9aa4b2;
  --ok: #4ade80; --broken: #f87171; --warned: #fbbf24; --grey: #9aa4b2 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main, .filter { max-width: 76rem; margin: 0 auto; padding: 1rem 1.5rem }
.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; align-items: center; background: var(--ground); border-bottom: 1px solid var(--line) }
h1 { margin: .5rem 0 0 } h2 { margin: 2rem 0 .6rem } h3 { margin: .8rem 0 .3rem; font-size: 1rem }
small { color: var(--soft); font-weight: 400 }
code, pre { font: .875em/1.4 ui-monospace, monospace; overflow-wrap: anywhere }
pre { padding: .8rem; overflow-x: auto; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap }
details { margin: .4rem 0; padding: .6rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px }
summary { cursor: pointer }
dl { display: grid; grid-template-columns: 6rem 1fr; gap: .2rem } dd { margin: 0 }
ul { display: flex; flex-wrap: wrap; gap: .25rem .4rem; margin: .2rem 0; padding: 0; list-style: none }
li { padding: .05rem .5rem; border: 1px solid var(--line); border-radius: 5px; font-size: .85rem; overflow-wrap: anywhere }
.clauses li { font-family: ui-monospace, monospace; font-size: .78rem }
[data-state]:is(li, h3, span)::before, .violation > summary::before { font-weight: 700 }
[data-state=ok]:is(li, h3, span) { color: var(--ok) } [data-state=ok]:is(li, h3, span)::before { content: '✓ ' }
[data-state=broken]:is(li, h3, span) { color: var(--broken); border-color: currentColor } [data-state=broken]:is(li, h3, span)::before { content: '✗ ' }
[data-state=warned]:is(li, h3, span) { color: var(--warned) } [data-state=warned]:is(li, h3, span)::before { content: '! ' }
[data-state=grey]:is(li, h3, span) { color: var(--grey) } li[data-state=grey] { border-style: dashed } [data-state=grey]:is(li, h3, span)::before { content: '– ' }
.violation[data-state=broken] > summary { color: var(--broken) } .violation[data-state=warned] > summary { color: var(--warned) }
.partial { color: var(--broken); font-weight: 700 }
.key span { margin-right: 1rem }
.unmatched { display: none }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px }
${filters}
@media print { .filter { display: none } details, li { break-inside: avoid } body { background: none } }
`;

/** The script of the page: the search field, and opening all details for print. */
export const script = `
const search = document.getElementById('search');
search.form.addEventListener('submit', (event) => event.preventDefault());
search.addEventListener('input', () => {
  const wanted = search.value.trim().toLowerCase();
  for (const operation of document.querySelectorAll('.operation')) {
    const isMeant = operation.dataset.name.includes(wanted);
    let any = isMeant;
    for (const clause of operation.querySelectorAll('li')) {
      const isMatch = isMeant || clause.textContent.toLowerCase().includes(wanted);
      clause.classList.toggle('unmatched', !isMatch);
      any ||= isMatch;
    }
    operation.classList.toggle('unmatched', !any);
  }
});
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
`;
