/** The credentials of one case that the user has not given. Each is obtained once, where a recipe says how. */
import { chooseSchemes, environmentVariable, type Credential, type Credentials } from '../openapi/credentials.js';
import type { Operation } from '../openapi/document.js';
import type { Exchange, ReceivedResponse } from '../openapi/exchange.js';
import { parseJson } from '../openapi/json.js';
import { ownMember } from '../openapi/own.js';
import { evaluate, UnknownExpression, type ExpressionContext } from './expression.js';
import { isSuccess } from './status.js';
import type { IssuedCredential, RequestTemplate, SigningKey } from './recipes/recipe.js';
import { addressOf, signer } from './recipes/sign.js';
import { operationNamed, type Run } from './run.js';
import { CredentialMissing } from './step-failed.js';

/** What the case does for its credentials. */
export interface CaseAccess {
  /** What expressions may name, but for addresses. */
  context: () => Omit<ExpressionContext, 'addresses'>;
  /** Sends a request of the case. */
  send: (operation: Operation, template: RequestTemplate) => Promise<Exchange>;
  /** Keeps a value of a response as an output of the case. */
  keep: (name: string, source: string, response: ReceivedResponse) => void;
}

export class CaseCredentials {
  readonly #run: Run;
  readonly #case: CaseAccess;
  readonly #obtained: Record<string, Credential> = {};
  /** By scheme and seed. A case asks for the same one with each of its requests. */
  readonly #addresses = new Map<string, string>();

  constructor(run: Run, access: CaseAccess) {
    this.#run = run;
    this.#case = access;
  }

  /** By security scheme: the user's, and those that have been obtained. */
  get known(): Credentials {
    return { ...this.#obtained, ...this.#run.credentials };
  }

  /** Obtains credentials anew, as those that there are may have expired. */
  forget(): void {
    for (const scheme of Object.keys(this.#obtained)) delete this.#obtained[scheme];
  }

  /** The security schemes of a request; obtains the credentials that it lacks. */
  async obtainFor(operation: Operation, template: RequestTemplate): Promise<readonly string[]> {
    const schemes = this.#schemesOf(operation, template);
    for (const scheme of schemes) {
      if (!Object.hasOwn({ ...this.known, ...template.credentials }, scheme)) await this.#obtain(scheme);
    }
    return schemes;
  }

  /** The address of the key that signs for a security scheme. */
  addressOf(scheme: string): string | undefined {
    const source = ownMember(this.#run.recipes.credentials, scheme);
    if (!source || !('sign' in source)) return undefined;
    const seeded = this.#withSeed(source);
    const key = `${scheme} ${seeded.seed}`;
    const address = this.#addresses.get(key) ?? addressOf(seeded);
    this.#addresses.set(key, address);
    return address;
  }

  #schemesOf(operation: Operation, template: RequestTemplate): readonly string[] {
    const { document, credentials, recipes } = this.#run;
    return chooseSchemes(operation, template, credentials, recipes.credentials, document);
  }

  async #obtain(scheme: string): Promise<void> {
    const { recipes, honoursPrefer } = this.#run;
    const source = ownMember(recipes.credentials, scheme);
    // A mock that answers by name checks no credential.
    if (!source || (honoursPrefer && source.operation !== undefined)) return;
    // A request that needs this very credential to obtain it is sent with a fake one.
    this.#obtained[scheme] = `fake-${scheme}`;
    if ('sign' in source) this.#obtained[scheme] = signer(this.#withSeed(source));
    else this.#obtained[scheme] = source.operation === undefined ? source.value : await this.#issue(scheme, source);
  }

  /** A seed may hold expressions; an address, which is made of a seed, is none of them. */
  #withSeed<Source extends SigningKey>(source: Source): Source {
    return source.seed === undefined
      ? source
      : { ...source, seed: String(evaluate(source.seed, this.#case.context())) };
  }

  async #issue(scheme: string, source: IssuedCredential): Promise<string> {
    for (const { outputs = {}, ...step } of source.given ?? []) {
      await this.#read(scheme, step, (response) => {
        for (const [name, value] of Object.entries(outputs)) this.#case.keep(name, value, response);
      });
    }
    const addresses = (name: string) => this.addressOf(name);
    return this.#read(scheme, source, ({ body }) =>
      String(evaluate(source.value, { ...this.#case.context(), addresses, body: parseJson(body) ?? null })),
    );
  }

  /** Reads from a response what a credential is made of. @throws {CredentialMissing} */
  async #read<Value>(
    scheme: string,
    template: RequestTemplate & { operation: string },
    read: (response: ReceivedResponse) => Value,
  ): Promise<Value> {
    const operation = operationNamed(this.#run, template.operation);
    const exchange = await this.#case.send(operation, template);
    const missing = (why: string) =>
      new CredentialMissing(`the credential "${scheme}" could not be obtained: ${template.operation} ${why}`);
    if ('failure' in exchange) throw missing(`failed: ${exchange.failure.message}`);
    const { status } = exchange.response;
    if (status === 401 || status === 403) this.#run.bail.refuse(this.#refusalSentence(operation, template, status));
    if (!isSuccess(String(status))) throw missing(`answered ${status}`);
    try {
      return read(exchange.response);
    } catch (error) {
      if (error instanceof UnknownExpression) throw missing(`answered without it: ${error.message}`);
      throw error;
    }
  }

  /** Names where the refused credentials came from, and never what they are. */
  #refusalSentence(operation: Operation, template: RequestTemplate, status: number): string {
    const { credentials } = this.#run;
    const schemes = this.#schemesOf(operation, template);
    const given = schemes.filter((scheme) => Object.hasOwn(credentials, scheme));
    const lacking = schemes.filter((scheme) => !Object.hasOwn(credentials, scheme));
    const named = (names: readonly string[]) => names.map((name) => environmentVariable(name)).join(' and ');
    const advice = [
      ...(given.length > 0 ? [`are ${named(given)}, or "credentials" of the configuration, right?`] : []),
      ...(lacking.length > 0 ? [`${named(lacking)} is not set, so a fake value was sent`] : []),
    ];
    const said = advice.length > 0 ? advice.join('; ') : 'does it need other credentials?';
    return `${operation.operationId} refused to sign in with ${status}: ${said}`;
  }
}
