/** For a runtime with a command line: `program.js <base URL of the sandbox>`. Prints what came of it. */
import { entries } from './entries.js';
import { meetNobody, uploadForNobody, use } from './use.js';

const outcome = await use(entries, process.argv[2]);
console.log(JSON.stringify({ ...outcome, refused: await meetNobody(entries), upload: await uploadForNobody(entries) }));
