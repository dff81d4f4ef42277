/**
 * Compares two OpenAPI documents for users of the older one. Redocly's `diff` finds the changes; our rules classify
 * each by its direction, with references, `allOf` and defaults resolved, and note where they disagree.
 */
import type { Json, JsonObject } from '../openapi/document.js';
import { methods } from '../openapi/openapi.js';
import { fromPointer, lookUp } from '../openapi/pointer.js';
import { upgradeSchemas } from '../openapi/upgrade.js';
import { withBinary } from './binary.js';
import { compareCalls, type Told } from './compare-calls.js';
import { compareEvidence, correctionOf, type EvidenceKind } from './evidence.js';
import { classOf, type ContractClass } from './findings.js';
import { createReach, createSameness, differencesOf } from './reach.js';
import { isInstalled } from '../openapi/peer-packages.js';
import { runRedoclyDiff, type Impact, type RedoclyChange } from './redocly.js';

/** `evidence` is a change of the evidence of a clause, or the correction of a clause. */
export type ChangeClass = ContractClass | 'evidence';

/** The gravest first. */
export const changeClasses: readonly ChangeClass[] = ['breaking', 'compatible', 'documentation', 'evidence'];

export interface Change {
  class: ChangeClass;
  /** The kind of the change; Redocly's where none of our rules has found it. */
  rule: string;
  message: string;
  /** The calls that it concerns; empty for the whole document, or for an unused part. */
  operations: { operation: string; places: string[] }[];
  /** JSON Pointers in the two bundled documents. */
  old?: string | undefined;
  new?: string | undefined;
  /** Only for the class `evidence`. */
  evidence?: EvidenceKind;
  /** Redocly's verdict on the same place; null where it has none, or is not installed. */
  redocly: { impact: Impact; rules: string[] } | null;
  /** Why the class differs from Redocly's verdict. */
  correction?: string;
}

export interface DiffReport {
  /** `info.version` of both. */
  versions: { old: string; new: string };
  summary: Record<ChangeClass, number>;
  changes: Change[];
}

/**
 * Compares by our rules alone: the classes are the same, without Redocly's verdicts.
 * @param old a bundled document (OpenAPI 3.0 or 3.1, internal references only), as is `now`
 * @throws {CliError} exit code 2, where Redocly cannot compare them
 */
export async function diffDocuments(old: JsonObject, now: JsonObject): Promise<DiffReport> {
  const [from, to] = [old, now].map((one) => withBinary(upgradeSchemas(one))) as [JsonObject, JsonObject];
  const isSame = JSON.stringify(from) === JSON.stringify(to);
  const found = isSame ? [] : isInstalled('@redocly/cli') ? await runRedoclyDiff(from, to) : undefined;
  const changes = classify(from, to, found);
  const summary = Object.fromEntries(
    changeClasses.map((name) => [name, changes.filter((change) => change.class === name).length]),
  ) as DiffReport['summary'];
  return { versions: { old: versionOf(old), new: versionOf(now) }, summary, changes };
}

const versionOf = ({ info }: JsonObject): string => String((info as JsonObject | undefined)?.version ?? '');

/** The changes with their sites, by which Redocly's verdicts are found. */
type Sites = Map<Change, Set<string>>;

/** @param said Redocly's changes; undefined where it was not run */
export function classify(from: JsonObject, to: JsonObject, said?: readonly RedoclyChange[]): Change[] {
  const found = said ?? [];
  const told = compareCalls({ from, to, isSame: createSameness(from, to) });
  const sites: Sites = new Map();
  const changes = groupTold(told, from, to, sites);
  const left = assign(found, changes, sites);
  const reach = { old: createReach(from), new: createReach(to) };
  for (const change of left) {
    const own = ofRedocly(change, reach);
    if (own) changes.push(own);
  }
  for (const { kind, message: words, ...at } of compareEvidence(from, to)) {
    const message =
      kind === 'read again' || words.startsWith('source ') ? words : `${wordsOf(at.new ?? at.old ?? '')}: ${words}`;
    const operations = labels(at.new ? reach.new(at.new) : reach.old(at.old ?? ''));
    changes.push({
      class: 'evidence',
      rule: 'provenance-changed',
      message,
      operations,
      ...at,
      evidence: kind,
      redocly: null,
    });
  }
  changes.push(...unseen(from, to, changes, found, reach));
  if (said) for (const change of changes) explain(change, changes);
  return changes.sort((a, b) => changeClasses.indexOf(a.class) - changeClasses.indexOf(b.class));
}

/** Merges equal changes of several operations. */
function groupTold(told: readonly Told[], from: JsonObject, to: JsonObject, sites: Sites): Change[] {
  const groups = new Map<string, Change>();
  for (const finding of told) {
    const contract = classOf(finding);
    const { rule, call, place, nodes } = finding;
    const at = { old: finding.old ?? nodes.old, new: finding.new ?? nodes.new };
    const corrected = contract === 'breaking' ? correctionOf(from, to, at) : undefined;
    const message =
      corrected === undefined ? finding.message : `${finding.message}; the document was wrong: ${corrected}`;
    const key = JSON.stringify([contract, rule, message, finding.old, finding.new]);
    const change = groups.get(key) ?? {
      class: corrected === undefined ? contract : ('evidence' as const),
      rule,
      message,
      operations: [],
      old: finding.old,
      new: finding.new,
      ...(corrected !== undefined && { evidence: 'correction' as const }),
      redocly: null,
    };
    groups.set(key, change);
    if (finding.site !== undefined) sites.set(change, (sites.get(change) ?? new Set()).add(finding.site));
    if (!call) continue;
    const operation = change.operations.find((item) => item.operation === call.label);
    if (!operation) change.operations.push({ operation: call.label, places: place ? [place] : [] });
    else if (place && !operation.places.includes(place)) operation.places.push(place);
  }
  return [...groups.values()];
}

/** Adds Redocly's verdicts to our changes of the same place. @returns Redocly's other changes */
function assign(found: readonly RedoclyChange[], changes: readonly Change[], sites: Sites): RedoclyChange[] {
  const left: RedoclyChange[] = [];
  const isThere = (own: Change, change: RedoclyChange) =>
    isAt(own, change) || Object.values(pointersOf(change)).some((pointer) => pointer && sites.get(own)?.has(pointer));
  for (const change of found) {
    if (isAnnotation(change) || isEvidence(change)) {
      if (!isEvidence(change)) left.push(change);
      const exact = changes.filter((own) => isThere(own, change));
      for (const own of exact) addVerdict(own, change);
      if (exact.length > 0 && left.at(-1) === change) left.pop();
      continue;
    }
    const exact = changes.filter((own) => isThere(own, change));
    const owners = exact.length > 0 ? exact : changes.filter((own) => isNear(own, change));
    for (const own of owners) addVerdict(own, change);
    if (owners.length === 0) left.push(change);
  }
  return left;
}

const impacts: readonly Impact[] = ['patch', 'minor', 'major'];

function addVerdict(change: Change, { impact, verdicts }: RedoclyChange): void {
  const before = change.redocly;
  const graver = before && impacts.indexOf(before.impact) > impacts.indexOf(impact) ? before.impact : impact;
  change.redocly = {
    impact: graver,
    rules: [...new Set([...(before?.rules ?? []), ...verdicts.map(({ ruleId }) => ruleId)])],
  };
}

function pointersOf({ base, revision }: RedoclyChange): { old: string | undefined; new: string | undefined } {
  const at = (spot: RedoclyChange['base']) => (spot?.value === undefined ? undefined : spot.pointer.replace(/^#/, ''));
  return { old: at(base), new: at(revision) };
}

function isAt(own: Change, change: RedoclyChange): boolean {
  const { old, new: now } = pointersOf(change);
  return (old !== undefined && old === own.old) || (now !== undefined && now === own.new);
}

/** Whether one of the two contains the other. */
function isNear(own: Change, change: RedoclyChange): boolean {
  const { old, new: now } = pointersOf(change);
  const near = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && (a.startsWith(`${b}/`) || b.startsWith(`${a}/`));
  return near(old, own.old) || near(now, own.new);
}

/** Parts of a document for people, which do not affect messages. */
const wordTypes = new Set(
  (
    'Info Contact License Tag TagList TagGroup ExternalDocs Example ExamplesMap Link LinksMap Logo SpecExtension ' +
    'XCodeSample XCodeSampleList'
  ).split(' '),
);
const words = new Set(
  (
    'title description summary example examples externalDocs $comment $schema $id version termsOfService tags openapi ' +
    'jsonSchemaDialect bearerFormat url email identifier'
  ).split(' '),
);

function isAnnotation({ typeName, property, path }: RedoclyChange): boolean {
  if (/\/(examples?|x-[^/]*)(\/|$)/.test(path) || wordTypes.has(typeName)) return true;
  if (property === undefined) return false;
  if (typeName === 'Server' && property === 'url') return false;
  return words.has(property) || property.startsWith('x-');
}

const isEvidence = ({ path, property }: RedoclyChange): boolean =>
  /\/x-(provenance|sources)(\/|$)/.test(path) || property === 'x-provenance';

interface Reach {
  old: (pointer: string) => string[];
  new: (pointer: string) => string[];
}

const labels = (names: readonly string[]) => names.map((operation) => ({ operation, places: [] }));

/** Keywords that do not affect messages, but matter to authors of clients. */
const news = new Set(['deprecated', 'operationId']);

/** Changes that only Redocly reports. Where our rules cover the place and report nothing, the meaning is the same. */
function ofRedocly(change: RedoclyChange, reach: Reach): Change | undefined {
  const { kind, property, typeName, impact, verdicts, path } = change;
  const at = pointersOf(change);
  const operations = labels(at.new ? reach.new(at.new) : reach.old(at.old ?? ''));
  const isUnused = operations.length === 0 && /^#?\/components\//.test(path);
  const where = wordsOf(path.replace(/^#/, ''));
  const what = property === undefined ? `${where} (${typeName})` : `${property} of ${where}`;
  const said = verdicts.map(({ message }) => message).join(' ');
  const redocly = { impact, rules: verdicts.map(({ ruleId }) => ruleId) };
  const rule = redocly.rules[0] ?? (property === undefined ? `${typeName}-${kind}` : `${property}-changed`);
  const message = said || `${what} was ${kind === 'modified' ? 'changed' : kind}`;
  const own = { rule, message, operations, ...at, redocly };
  // A component is reported where it is used.
  if (kind !== 'modified' && /^#?\/components\/[^/]+(\/[^/]+)?$/.test(path) && !isUnused) return undefined;
  if (typeName === 'Info' && property === 'version') return undefined;
  if (isUnused)
    return { ...own, class: 'documentation', message: `${message.replace(/\.$/, '')}; no operation uses it` };
  if (isAnnotation(change)) return { ...own, class: 'documentation' };
  if (property !== undefined && news.has(property)) {
    return { ...own, class: impact === 'major' ? 'breaking' : 'compatible' };
  }
  return { ...own, class: 'documentation', message: `${message.replace(/\.$/, '')}; it changes nothing else` };
}

/** `/paths/~1users/get/responses/200` → `responses/200`, without the operation that stands beside it. */
function wordsOf(pointer: string): string {
  const tokens = fromPointer(pointer).filter((token) => token !== 'x-provenance');
  const [first, , third = ''] = tokens;
  const isCall = (first === 'paths' || first === 'webhooks') && isMethod(third);
  const rest = tokens.slice(isCall ? 3 : first === 'components' ? 2 : 0);
  return rest.filter((token) => token !== 'properties').join('/') || 'this';
}

const isMethod = (token: string): boolean => (methods as readonly string[]).includes(token);

/** A change within an example is a change of the example. */
const wholeExample = (pointer: string): string => pointer.replace(/(\/examples\/[^/]+|\/example)\/.*$/, '$1');

/** Changes that neither reports: data that Redocly ignores, and unknown keywords. */
function unseen(
  from: JsonObject,
  to: JsonObject,
  changes: readonly Change[],
  found: readonly RedoclyChange[],
  reach: Reach,
): Change[] {
  const told = [
    ...changes.flatMap((change) => [change.old, change.new]),
    ...found.flatMap((change) => Object.values(pointersOf(change))),
  ];
  const known = new Set(told.filter((pointer) => pointer !== undefined));
  const parents = new Set([...known].flatMap(prefixes));
  const isKnown = (pointer: string) =>
    parents.has(pointer) || [pointer, ...prefixes(pointer)].some((prefix) => known.has(prefix));
  return [...new Set(differencesOf(from as Json, to as Json).map(wholeExample))]
    .filter((pointer) => !isKnown(pointer) && !/^\/info\/version$|\/x-(provenance|sources)(\/|$)/.test(pointer))
    .map((pointer) => ({
      ...newsAt(from, to, pointer),
      message: `${wordsOf(pointer)} was changed`,
      operations: labels([...new Set([...reach.new(pointer), ...reach.old(pointer)])]),
      old: pointer,
      new: pointer,
      redocly: null,
    }));
}

/** The class of `news` where Redocly has no verdict; schemas' rules classify a member of that name. */
function newsAt(from: JsonObject, to: JsonObject, pointer: string): Pick<Change, 'class' | 'rule'> {
  const [parent = '', key = ''] = fromPointer(pointer).slice(-2);
  if (key === 'parameters') {
    // A list is reported as a whole.
    const [old, now] = [from, to].map((document) =>
      JSON.stringify(lookUp(document, pointer), (name, value: Json) => (name === 'deprecated' ? undefined : value)),
    );
    if (old === now) return { class: 'compatible', rule: 'deprecated-changed' };
  }
  const isKeyword = news.has(key) && parent !== 'properties' && !/\/(examples?|x-[^/]*)\//.test(pointer);
  if (!isKeyword) return { class: 'documentation', rule: 'other-words' };
  const isGone = key === 'operationId' && lookUp(from, pointer) !== undefined;
  return { class: isGone ? 'breaking' : 'compatible', rule: `${key}-changed` };
}

const prefixes = (pointer: string): string[] => {
  const tokens = pointer.split('/');
  return tokens
    .slice(1)
    .map((_, index) => tokens.slice(0, index + 1).join('/'))
    .filter((prefix) => prefix !== '');
};

/** Explains a class that differs from Redocly's verdict, which ignores the direction. */
function explain(change: Change, changes: readonly Change[]): void {
  const { redocly } = change;
  const isBreaking = change.class === 'breaking';
  if (isBreaking === (redocly?.impact === 'major')) return;
  if (isBreaking) {
    change.correction = redocly ? `Redocly calls it ${redocly.impact}` : 'Redocly sees no change here';
    return;
  }
  const isSame = (a: string | undefined, b: string | undefined) => a !== undefined && a === b;
  const breaks = changes.some(
    (other) => other.class === 'breaking' && (isSame(other.old, change.old) || isSame(other.new, change.new)),
  );
  if (!breaks) change.correction = `Redocly calls it major (${redocly!.rules.join(', ')})`;
}
