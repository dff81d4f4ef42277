/** As program.js, by `require`. */
const { entries } = require('./entries.cjs');
const { use } = require('./use.js');

use(entries, process.argv[2]).then((outcome) => console.log(JSON.stringify(outcome)));
