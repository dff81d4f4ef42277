/** Causes of defects that were seen in other people's implementations, each on operations chosen by a seed. */
import type { Mutant } from '../mutant.js';
import type { Sample } from '../sample.js';
import type { Subject } from '../subject.js';
import { besideCandidates } from './beside.js';
import { echoCandidates, storedCandidates } from './echo.js';
import { digestCandidates, embeddedCandidates } from './files.js';
import { instantCandidates } from './instants.js';
import { kybCandidates } from './kyb.js';
import { listCandidates } from './lists.js';
import { pairCandidates } from './pairs.js';
import { pick, type Candidate } from './pick.js';
import type { Recorded } from './recorded.js';
import { refusedCandidates } from './refused.js';
import { ruleCandidates } from './rules.js';
import { secretCandidates } from './secrets.js';
import { alfredStatementCandidates } from './statements-alfred.js';
import { customersStatementCandidates } from './statements-customers.js';
import { silaStatementCandidates } from './statements-sila.js';
import { strangerCandidates } from './strangers.js';
import { variantCandidates } from './variants.js';
import { whoseCandidates } from './whose.js';
import { wireCandidates } from './wire.js';

interface Cause {
  /** How many mutants are chosen per provider. */
  count: number;
  candidates: (subject: Subject, samples: readonly Sample[], recorded: readonly Recorded[]) => Candidate[];
  /** The codes of violations that fit the defect; any other code found it by accident. */
  codes: RegExp;
}

export const causes: Readonly<Record<string, Cause>> = {
  'cause-echo': { count: 20, candidates: echoCandidates, codes: /^(relation-|state-|workflow-)/ },
  'cause-stored': {
    count: 16,
    candidates: (subject, _, recorded) => storedCandidates(subject, recorded),
    codes: /^(relation-|state-|workflow-)/,
  },
  'cause-whose': { count: 20, candidates: whoseCandidates, codes: /^(relation-|state-|workflow-|status-)/ },
  'cause-list': { count: 30, candidates: listCandidates, codes: /^(relation-|state-|workflow-)/ },
  'cause-beside': {
    count: 36,
    candidates: (subject, _, recorded) => besideCandidates(subject, recorded),
    codes: /^(relation-|state-|workflow-|status-)/,
  },
  'cause-instant': { count: 20, candidates: instantCandidates, codes: /^(relation-|state-|workflow-)/ },
  'cause-rule': { count: 30, candidates: ruleCandidates, codes: /^(status-|state-|workflow-)/ },
  'cause-embedded': { count: 12, candidates: embeddedCandidates, codes: /^(body-|relation-|state-)/ },
  'cause-digest': { count: 12, candidates: digestCandidates, codes: /^(relation-|state-|content-type-)/ },
  'cause-wire': { count: 20, candidates: wireCandidates, codes: /^(body-|transport-broken$|state-before$)/ },
  'cause-secret': {
    count: 20,
    candidates: (subject, _, recorded) => secretCandidates(subject, recorded),
    codes: /^(leak-|relation-masked$|state-before$)/,
  },
  'cause-refused': { count: 40, candidates: refusedCandidates, codes: /^(status-|state-|workflow-)/ },
  'cause-stranger': { count: 60, candidates: strangerCandidates, codes: /^(relation-|state-|workflow-|status-)/ },
  'cause-statement': {
    count: 400,
    candidates: (subject) => [
      ...alfredStatementCandidates(subject),
      ...customersStatementCandidates(subject),
      ...silaStatementCandidates(subject),
    ],
    codes: /^(relation-|state-|workflow-|status-)/,
  },
  'cause-pair': { count: 60, candidates: pairCandidates, codes: /^(relation-|state-|workflow-|status-)/ },
  'cause-variant': {
    count: 40,
    candidates: variantCandidates,
    codes: /^(body-|relation-|state-|workflow-|status-)/,
  },
  'cause-kyb': { count: 40, candidates: kybCandidates, codes: /^(relation-|state-|workflow-|status-)/ },
};

/** One seed for all; change it to choose other mutants. */
const seed = '2026-11';

export const causeMutants = (subject: Subject, samples: readonly Sample[], recorded: readonly Recorded[]): Mutant[] =>
  Object.entries(causes).flatMap(([kind, { count, candidates }]) =>
    pick(unique(candidates(subject, samples, recorded)), count, `${seed}/${subject.provider}/${kind}`).map(
      ({ operationId, name, implement }): Mutant => ({
        id: `${subject.provider}/${operationId}/${kind}/${name}`,
        provider: subject.provider,
        operationId,
        kind,
        showsElsewhere: true,
        implement,
      }),
    ),
  );

const unique = (all: readonly Candidate[]): Candidate[] => [
  ...new Map(all.map((one) => [`${one.operationId} ${one.name}`, one])).values(),
];
