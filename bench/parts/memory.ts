/** A million requests, and the memory in use after each tenth of them. */
import { measureSubject } from './state.js';
import type { Part } from '../row.js';

export const memory: Part = {
  about: 'memory held over a million requests',
  async run({ quick, say }) {
    const requests = quick ? 10_000 : 1_000_000;
    const { held } = await measureSubject<{ held: number[] }>('requests', String(requests));
    say(
      `MB held after each tenth of ${requests.toLocaleString('en')}: ${held.map((bytes) => (bytes / 1e6).toFixed(2)).join(', ')}`,
    );
    // The first halves fill caches and the request log, which is bounded.
    const grown = ((held.at(-1)! - held[4]!) / (requests / 2)) * 1000;
    return [
      {
        what: `memory, second half of ${requests.toLocaleString('en')} requests`,
        unit: 'bytes per 1,000',
        ours: [grown],
        target: { atMost: 100 },
      },
    ];
  },
};
