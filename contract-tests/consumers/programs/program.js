/** For a runtime with a command line: `program.js <base URL of the sandbox>`. Prints what came of it. */
import { entries } from './entries.js';
import { use } from './use.js';

console.log(JSON.stringify(await use(entries, process.argv[2])));
