/** One request in a fixture: what it changes, and that neither it nor a refused one changes anything else. */
import { chooseSchemes } from '../../../openapi/credentials.js';
import { isObject, type Json, type Operation } from '../../../openapi/document.js';
import { contrast } from '../../recipes/contrast.js';
import { unmet, unmetBy } from '../../recipes/expectation.js';
import { applyRule, joinPatches, type Rule } from '../../recipes/rules.js';
import type { RequestTemplate } from '../../../openapi/request.js';
import type { Change, DeclaredCase } from '../../relations/declared.js';
import { disagreements } from '../../relations/agreement.js';
import { differences } from '../../relations/differences.js';
import { redactPointer } from '../../validate/redact.js';
import type { Found, FoundViolations } from '../../found.js';
import { isRefusal } from '../../status.js';
import { operationNamed } from '../../run.js';
import { leftOpen } from '../../step-failed.js';
import type { Violation } from '../../validate/response.js';
import { hasSucceeded, relationViolation, statusViolation, Fixture, type Received } from './fixture.js';

/** @param turn number of the case in its fixture: cases that succeed take turns in the forms that rules accept */
export async function checkCase(
  fixture: Fixture,
  operation: Operation,
  declared: DeclaredCase,
  { name, turn }: { name: string; turn: number },
): Promise<Found> {
  const {
    operation: _,
    status,
    mayRefuse,
    after,
    atOnce,
    beside,
    expect,
    headers = {},
    outputs = {},
    changes = {},
    then = [],
    ...template
  } = declared;
  if (after !== undefined && fixture.refused.has(after)) {
    fixture.refused.add(name);
    return `"${after}" was refused, ${leftOpen}`;
  }
  const refused = Object.keys(changes).length > 0 ? await checkRefused(fixture, operation, template) : 'no change';
  const before: FoundViolations = typeof refused === 'string' ? { violations: [] } : refused;
  const form = status === undefined ? formOf(fixture, operation, template, turn) : undefined;
  const since = fixture.run.gateway.now() - clockTolerance;
  const { received, other } = await sendOnceOrTwice(fixture, operation, form?.template ?? template, declared);
  // One command shows no two requests at once.
  const own = atOnce === undefined && beside === undefined ? received.toCurl : undefined;
  const toCurl = before.violations.length > 0 ? before.toCurl : own;
  if (mayRefuse && isRefusal(received.status)) {
    fixture.refused.add(name);
    const violations = [...before.violations, ...received.violations, ...(await unchanged(fixture, {}))];
    return violations.length > 0 ? { violations, toCurl } : `it was refused, ${leftOpen}`;
  }
  const isRight = status === undefined ? hasSucceeded(received) : isOfClass(received.status, String(status));
  if (!isRight) {
    const as = form ? `, sent as rule ${form.rule} has it` : '';
    const message = `expected ${status ?? 'a documented success'}, got ${received.status}${as}`;
    return {
      violations: [...before.violations, statusViolation(message), ...(await unchanged(fixture, {}))],
      toCurl,
    };
  }
  const { context } = fixture;
  const shown = fixture.run.shown.by(operation.operationId, received.status);
  const filled = expect === undefined ? undefined : shown.expected(context.fill(expect, received.json));
  const isBytes = typeof filled === 'string';
  const missed =
    filled === undefined ? [] : isBytes ? unmetBy(received.body, filled) : unmet(filled, received.json ?? null);
  for (const [name, source] of Object.entries(outputs)) context.keep(name, source, received.json);
  const meant = context.fill(changes as never, received.json) as unknown as Record<string, readonly Change[]>;
  const violations = [
    ...before.violations,
    ...other,
    ...allowed(received, status),
    ...lackingHeaders(received, context.fill(headers, received.json)),
    ...missed.map((pointer) =>
      relationViolation(
        pointer,
        `another value was expected${contrast(filled ?? null, received.json, pointer, fixture.run.document)}`,
      ),
    ),
    ...(await unchanged(fixture, meant, since)),
    ...(beside ? [] : inAgreement(fixture, received.json ?? null, Object.keys(changes))),
  ];
  for (const step of then) {
    const found = await context.lookAfter(step);
    if (typeof found === 'string' && 'mayRefuse' in step) fixture.leftOpen = found;
    if (typeof found === 'string' && violations.length === 0) return found;
    if (typeof found === 'object') violations.push(...found.violations);
  }
  if (then.length > 0) fixture.state = await fixture.readState();
  return { violations, toCurl };
}

/** Seconds by which two clocks of a target, or its clock and what it writes, may differ. */
const clockTolerance = 5;

/** Of two equal requests at once the one that has succeeded, and what is wrong with the answer to the other. */
async function sendOnceOrTwice(
  fixture: Fixture,
  operation: Operation,
  template: RequestTemplate,
  { atOnce, beside }: DeclaredCase,
): Promise<{ received: Received; other: Violation[] }> {
  if (beside) {
    const { operation: operationId, ...another } = beside;
    const [received, second] = await Promise.all([
      fixture.send(operation, template),
      fixture.send(operationNamed(fixture.run, operationId), another),
    ]);
    const message = `expected a documented success of ${operationId} at the same time, got ${second.status}`;
    return { received, other: hasSucceeded(second) ? second.violations : [statusViolation(message)] };
  }
  if (atOnce === undefined) return { received: await fixture.send(operation, template), other: [] };
  const both = await Promise.all([fixture.send(operation, template), fixture.send(operation, template)]);
  const [received, second] = hasSucceeded(both[0]) ? both : ([both[1], both[0]] as const);
  if (!hasSucceeded(received)) return { received, other: [] };
  const message = `expected ${atOnce} for one of two requests at once, got ${second.status}`;
  return {
    received,
    other: isOfClass(second.status, String(atOnce)) ? allowed(second, atOnce) : [statusViolation(message)],
  };
}

/** What a request has changed is shown in its response as it is in the views that show the change. */
function inAgreement({ context, state }: Fixture, response: Json, views: readonly string[]): Violation[] {
  const unique = String(context.fill('$unique', response));
  return views.flatMap((name) => {
    const view = state[name];
    const found = isObject(view) ? disagreements(response, view.body ?? null, unique) : [];
    return found.map((pointer) => relationViolation(pointer, `is another value afterwards, in "${name}"`));
  });
}

/** Where there is such a header: a text in it may be quoted. */
function lackingHeaders({ headers }: Received, wanted: Json): Violation[] {
  return Object.entries(isObject(wanted) ? wanted : {}).flatMap(([name, text]) => {
    const value = headers[name.toLowerCase()]?.join(', ').replaceAll('"', '');
    if (value === undefined || value.includes(String(text))) return [];
    return [relationViolation('', `the header ${name} holds another text than was expected`)];
  });
}

/** Where a row asks for any refusal, the document does not say with which status: one that it does not have is as good. */
const allowed = ({ violations }: Received, wanted: DeclaredCase['status']): Violation[] =>
  wanted === '4XX'
    ? violations.filter(({ code }) => code !== 'status-undocumented' && code !== 'status-unknown-path')
    : violations;

/** `4XX` is any refusal, `404` just that one, and `any` is a success or a refusal. */
const isOfClass = (status: number, wanted: string): boolean =>
  wanted === 'any'
    ? status >= 200 && status < 500
    : wanted.endsWith('XX')
      ? String(status)[0] === wanted[0]
      : String(status) === wanted;

/** The same request without credentials, and as each rule forbids it; a reason where there is none of these. */
async function checkRefused(
  fixture: Fixture,
  operation: Operation,
  template: RequestTemplate,
  most = Infinity,
): Promise<Found> {
  const accepted = await sendRefused(fixture, operation, template, most);
  if (typeof accepted === 'string') return accepted;
  const changed = await unchanged(fixture, {});
  const effects = changed.map((one) => ({ ...one, message: `a refused request has an effect: ${one.message}` }));
  return { ...accepted, violations: [...accepted.violations, ...effects] };
}

/** Refusals of each operation that are tried where there is a fixture for all of them. */
const fewRefusals = 2;

/**
 * A request of each operation, refused: the state is read once. Only where it has changed are they sent one by one,
 * about records made anew, as those there are have changed already.
 */
export async function checkAllRefused(
  fixture: Fixture,
  requests: readonly (readonly [Operation, RequestTemplate])[],
): Promise<Map<Operation, Found>> {
  const found = new Map<Operation, Found>();
  for (const [operation, template] of requests)
    found.set(operation, await sendRefused(fixture, operation, template, fewRefusals));
  const changed = await unchanged(fixture, {});
  if (changed.length === 0) return found;
  const again = requests.length > 1 ? await fixture.anew() : undefined;
  if (again instanceof Fixture)
    for (const [operation, template] of requests)
      found.set(operation, await checkRefused(again, operation, template, fewRefusals));
  const [first, ...others] = found.keys();
  if (first && [...found.values()].every((one) => typeof one === 'string' || one.violations.length === 0)) {
    const what = others.length === 0 ? 'a refused request' : 'one of the refused requests';
    const violations = changed.map((one) => ({ ...one, message: `${what} has an effect: ${one.message}` }));
    found.set(first, { violations });
  }
  return found;
}

/** Sends requests that must be refused: which of them are accepted. */
async function sendRefused(
  fixture: Fixture,
  operation: Operation,
  template: RequestTemplate,
  most: number,
): Promise<Found> {
  const wrong = wrongRequests(fixture, operation, template).slice(0, most);
  if (wrong.length === 0) return 'no rule refuses it, and it needs no credentials';
  const all = await fixture.sendTogether(wrong.map(({ hasCurl: _, ...request }) => [operation, request]));
  const sent = all.map((received, index) => ({ received, hasCurl: wrong[index]?.hasCurl === true }));
  const accepted = sent.filter(({ received }) => hasSucceeded(received));
  const violations = accepted.map(({ received: { status } }) =>
    statusViolation(`expected a documented 4xx, got ${status}`),
  );
  // Of several that are refused nobody knows which has an effect.
  const shown = accepted[0] ?? (sent.length === 1 ? sent[0] : undefined);
  return { violations, toCurl: shown?.hasCurl ? shown.received.toCurl : undefined };
}

/** `hasCurl`: not with other credentials, in whose place a command has the user's own. */
function wrongRequests(
  fixture: Fixture,
  operation: Operation,
  template: RequestTemplate,
): (RequestTemplate & { hasCurl: boolean })[] {
  const { credentials, recipes } = fixture.run;
  const schemes = chooseSchemes(operation, template, credentials, recipes.credentials);
  const ruled = applyRules(fixture, operation, template, ({ accepted }) => !accepted);
  return [
    ...(schemes.length > 0 ? [{ ...template, security: [], hasCurl: true }] : []),
    ...ruled.map(({ rule, changed }) => ({ ...changed, hasCurl: !rule.credentials && !rule.security })),
  ];
}

/**
 * The request as one of the accepted rules changes it, such as with the older name of a member; undefined for as it is.
 * Rules about time are left out: on a slow machine such a request comes too late.
 */
function formOf(
  fixture: Fixture,
  operation: Operation,
  template: RequestTemplate,
  turn: number,
): { rule: string; template: RequestTemplate } | undefined {
  const isTimely = ({ patch }: Rule) => JSON.stringify(patch ?? {}).includes('"$now"');
  const forms = applyRules(fixture, operation, template, (rule) => rule.accepted === true && !isTimely(rule));
  const chosen = forms[turn % (forms.length + 1)];
  return chosen && { rule: chosen.name, template: chosen.changed };
}

/** The request as each of the wanted rules without steps of their own changes it, if the rule concerns it. */
function applyRules(
  { run, context }: Fixture,
  operation: Operation,
  template: RequestTemplate,
  isWanted: (rule: Rule) => boolean,
): { name: string; rule: Rule; changed: RequestTemplate }[] {
  const { credentials, recipes } = run;
  const rules = Object.entries(recipes.rules).filter(([, rule]) => !rule.given?.length && isWanted(rule));
  if (rules.length === 0) return [];
  const schemes = chooseSchemes(operation, template, credentials, recipes.credentials);
  const body = context.bodyOf(operation, template);
  return rules.flatMap(([name, rule]) => {
    const change = applyRule(rule, operation.operationId, body, schemes);
    if (!change) return [];
    const patch = joinPatches(template.patch, change.patch);
    return [{ name, rule, changed: { ...template, ...change, ...(patch !== undefined && { patch }) } }];
  });
}

/** Everything else is as it was: in every view. */
export async function unchanged(
  fixture: Fixture,
  changes: Record<string, readonly Change[]>,
  since?: number,
): Promise<Violation[]> {
  const before = fixture.state;
  const moved: Violation[] = [];
  fixture.state = await fixture.readState(moved);
  const names = fixture.run.responseValidator.propertyNames;
  const changed = Object.keys(before).flatMap((view) =>
    differences(
      before[view] ?? null,
      fixture.state[view] ?? null,
      // What is shown now for the first time has been read by now.
      fixture
        .shownBy(view)
        .changes(changes[view] ?? [])
        .map((change) => ({ ...change, at: `/body${change.at}` })),
      names,
      since,
    ).map(({ pointer, message }) =>
      relationViolation(
        redactPointer({ pointer: pointer.replace(/^\/body/, '') }, names),
        `afterwards, "${view}" ${message}`,
      ),
    ),
  );
  return [...moved, ...changed];
}
