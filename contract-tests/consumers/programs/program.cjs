/** As program.js, by `require`. */
const { entries } = require('./entries.cjs');
const { meetNobody, uploadForNobody, use } = require('./use.js');

(async () => {
  const outcome = await use(entries, process.argv[2]);
  console.log(
    JSON.stringify({ ...outcome, refused: await meetNobody(entries), upload: await uploadForNobody(entries) }),
  );
})();
