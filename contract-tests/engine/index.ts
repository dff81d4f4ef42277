/** What the `check` verb needs of the engine. */
export { checkContract, type CheckOptions } from './check.js';
export { credentialsFromEnvironment, environmentVariable } from './credentials.js';
export { noRecipes, readRecipes } from './recipe.js';
export { renderRows, type Row } from './report.js';
