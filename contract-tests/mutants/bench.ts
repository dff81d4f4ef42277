/** The shared fixtures for the mutants of a provider, created once. */
import { readFileSync } from 'node:fs';
import { generatedPath } from '../../src/openapi/providers.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { alfredRules } from './behaviour/alfred.js';
import { lenientMutants } from './behaviour/lenient.js';
import { memoryMutants } from './behaviour/memory.js';
import { ruleMutants } from './behaviour/rule.js';
import { silaRules } from './behaviour/sila.js';
import { answerMutants } from './catalogue.js';
import { causeMutants } from './causes/index.js';
import type { Recorded } from './causes/recorded.js';
import { inspect } from './inspect.js';
import { variationsOf } from './lawful/variations.js';
import { wholeVariations } from './lawful/whole.js';
import type { Mutant } from './mutant.js';
import { dreddAlone } from './peers/dredd.js';
import { complaintsOf, type Peer } from './peers/peer.js';
import { prismProxy } from './peers/prism.js';
import { samplesOf, type Sample } from './sample.js';
import { loadSubject, play, type Subject } from './subject.js';

export interface Bench {
  subject: Subject;
  samples: readonly Sample[];
  mutants: readonly Mutant[];
  peers: readonly Peer[];
  /** The violations that each peer reports for the sound implementation, by operation: its false alarms. */
  alarms: ReadonlyMap<string, readonly Set<string>[]>;
}

const rules: Readonly<Record<string, Parameters<typeof ruleMutants>[1]>> = { alfred: alfredRules, sila: silaRules };

/** Providers with a catalogue. */
export const benched = [...Object.keys(rules), 'alfred-customers'];

/** @throws {Error} if the checks report a violation of the sandbox itself: then no mutant proves anything. */
export async function prepareBench(provider: string, { withPeers = true } = {}): Promise<Bench> {
  const subject = loadSubject(provider);
  const older = JSON.parse(readFileSync(generatedPath(provider, 'openapi-3.0.json'), 'utf8')) as JsonObject;
  const peers = withPeers ? [await dreddAlone(older), await prismProxy(subject.document)] : [];
  const samples: Sample[] = [];
  const recorded: Recorded[] = [];
  const alarms = new Map<string, Set<string>[]>();
  for (const { operationId } of subject.operations) {
    const { fetch } = play(subject);
    const inspection = await inspect(subject, fetch, operationId, 'examples', withPeers ? 'dredd' : 'direct');
    const fault = inspection.rows.find(({ outcome }) => outcome === 'failed');
    if (fault) {
      const { message } = fault.violations[0] ?? {};
      throw new Error(`the sandbox itself fails ${operationId} ${fault.status} ${fault.example}: ${message}`);
    }
    samples.push(...samplesOf(subject, inspection));
    recorded.push(...inspection.traffic);
    alarms.set(
      operationId,
      peers.map((peer) => complaintsOf(peer, inspection)),
    );
  }
  return { subject, samples, mutants: mutantsOf(subject, samples, recorded), peers, alarms };
}

const mutantsOf = (subject: Subject, samples: readonly Sample[], recorded: readonly Recorded[]): Mutant[] => [
  ...(Object.hasOwn(rules, subject.provider) ? catalogued(subject, samples) : []),
  ...causeMutants(subject, samples, recorded),
  ...wholeVariations(subject),
];

/** Mutants that are made from the document, operation by operation. */
const catalogued = (subject: Subject, samples: readonly Sample[]): Mutant[] => [
  ...answerMutants(subject, samples),
  ...lenientMutants(subject, samples),
  ...memoryMutants(subject),
  ...ruleMutants(subject, rules[subject.provider] ?? []),
  ...variationsOf(subject, samples),
];
