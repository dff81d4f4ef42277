/** The landing page's looks: the system's own font, light and dark by the reader's choice, nothing to load. */
export const landingStyle = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --card: #fff; --line: #e2e5ea; --ink: #14181f; --soft: #5a6372; --link: #2450d6; --on-link: #fff;
  --documented: #15803d; --example: #0e7490; --sdk: #6d28d9; --conflicting: #b45309; --assumed: #be185d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1217; --card: #171b22; --line: #2a303a; --ink: #edf0f4; --soft: #9aa4b2; --link: #8fb0ff; --on-link: #0f1217;
    --documented: #4ade80; --example: #22d3ee; --sdk: #c4b5fd; --conflicting: #fbbf24; --assumed: #f9a8d4;
  }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.6 system-ui, sans-serif }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem }
header { padding-top: 3rem; padding-bottom: 1.5rem }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: 1.25rem }
footer { padding-top: 2rem; padding-bottom: 3rem; color: var(--soft); font-size: .875rem }
h1 { margin: 1.5rem 0 .5rem; font-size: clamp(2rem, 5vw, 3rem); line-height: 1.1; letter-spacing: -.025em }
h2 { margin: 0; font-size: 1.2rem; line-height: 1.3; letter-spacing: -.01em }
h2 span, .name span { color: var(--soft); font-weight: 400; font-size: .875rem }
p { margin: .6rem 0 }
a { color: var(--link); text-underline-offset: .2em }
h2 a { color: inherit; text-decoration: none }
h2 a:hover { text-decoration: underline }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 4px }
code { font: .875em/1.4 ui-monospace, monospace; overflow-wrap: anywhere }
.name { display: flex; gap: .6rem; align-items: center; margin: 0; font-weight: 600 }
.lead { max-width: 44rem; margin: 0; color: var(--soft); font-size: 1.15rem }
article, .key { padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px }
article { display: flex; flex-direction: column }
.operations { margin: .4rem 0 1rem; padding: 0; list-style: none; border-top: 1px solid var(--line) }
.operations li { padding: .5rem 0; border-bottom: 1px solid var(--line) }
.operations li > :last-child { display: block; color: var(--soft); font-size: .9rem }
.method { font: 600 .75rem/1 ui-monospace, monospace; color: var(--link) }
.evidence { margin-top: auto; font-size: .875rem }
.bar { display: flex; gap: 2px; height: 8px; overflow: hidden; border-radius: 4px }
.bar i { min-width: 3px; background: currentColor }
.evidence p { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: .5rem 0 0 }
.links { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: center; margin: 1.2rem 0 0; font-size: .9rem }
.links span { color: var(--soft) }
.button { padding: .5rem 1rem; border-radius: 8px; background: var(--link); color: var(--on-link); font-weight: 600; text-decoration: none }
.key dl { margin: .8rem 0 0 }
.key dl div { display: grid; grid-template-columns: 7.5rem 1fr; padding: .2rem 0 }
.key dt { font-weight: 600 }
.key dd { margin: 0; color: var(--soft) }
.commands dd + dt { margin-top: .8rem }
.documented { color: var(--documented) } .example { color: var(--example) } .sdk { color: var(--sdk) }
.conflicting { color: var(--conflicting) } .assumed { color: var(--assumed) }
`;
