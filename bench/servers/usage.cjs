/** Loaded into measured processes with `--require`: reports their CPU time in milliseconds, on request and at exit. */
const { writeFileSync } = require('node:fs');
const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const file = process.env.KYC_BENCH_CPU;
if (file) {
  delete process.env.KYC_BENCH_CPU;
  process.on('exit', () => writeFileSync(file, String(used())));
}
if (process.send) {
  process.on('message', () => process.send(used()));
  process.channel.unref();
}
