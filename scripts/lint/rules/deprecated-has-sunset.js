/**
 * A deprecated node has `x-sunset`: a day, or `unknown` if the provider names none.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const deprecatedHasSunset = () => {
  const enter = (node, { report, location }) => {
    if (node.deprecated !== true) return;
    const sunset = node['x-sunset'];
    if (sunset === 'unknown' || isDay(sunset)) return;
    report({
      message: "What is deprecated needs x-sunset: a day ('2027-01-31'), or unknown where the provider names none.",
      location: location.child(sunset === undefined ? 'deprecated' : 'x-sunset').key(),
    });
  };
  return { Operation: { enter }, Parameter: { enter }, Header: { enter }, Schema: { enter } };
};

/** Whether it is a day `YYYY-MM-DD`. `Date` reads 31 February as 3 March. */
export function isDay(value) {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
