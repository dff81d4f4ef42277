/** The sentences in which a document speaks of an operation. */
import {
  isObject,
  operationObject,
  propertiesOf,
  type Json,
  type JsonObject,
  type Operation,
} from '../openapi/document.js';
import { flatten } from '../openapi/sample.js';
import { plain } from './records/ids.js';
import { recordSchemaOf } from './records/wrapping.js';

/** Characters of a description, and of a sentence, that are read. */
const mostRead = 10_000;
const longestSentence = 300;

export const sentencesOf = (text: Json | undefined): string[] =>
  typeof text === 'string'
    ? withLead(text.slice(0, mostRead).replaceAll(/\n\s*\n\s*/g, '\n\n'))
        // An asterisk between words multiplies.
        .replaceAll(/[`"“”'‘’]|(?<!\w )\*|\*(?! \w)/g, '')
        .split(/[.;!?](?:\s|$)|\n\s*\n|\n\s*[-*]/)
        .map((one) => one.replaceAll(/\s+/g, ' ').trim())
        .filter((one) => one !== '' && one.length < longestSentence)
    : [];

/** "Refused if", and a list: each of its items has the words before it. */
const withLead = (text: string): string =>
  text.replaceAll(
    /(?<=^|[.!?\n] ?)([^.!?\n]{1,120}\b(?:if|when|unless|where|while)\b:?) *\n+((?:\s*[-*] .*(?:\n|$))+)/gim,
    (_, lead, list) =>
      String(list).replaceAll(/^\s*[-*] (.*?)(?:,? (?:or|and))?[.,;]?$/gm, `${String(lead).replace(/:$/, '')} $1.\n`),
  );

/** What is said of an operation, and of its responses of some statuses, where it has those for itself. */
export function sentencesAbout(
  document: JsonObject,
  operation: Operation,
  statuses: readonly string[],
): { said: string[]; why: string[] } {
  const { summary, description, responses } = operationObject(document, operation) ?? {};
  const own = isObject(responses) ? responses : {};
  return {
    said: [summary, description].flatMap(sentencesOf),
    // What several operations share says nothing of this one.
    why: statuses.flatMap((status) => (isObject(own[status]) ? sentencesOf(own[status].description) : [])),
  };
}

/** What is said of a member of the record in the body of an operation. */
export const sentencesOfMember = (document: JsonObject, operation: Operation, name: string): string[] =>
  sentencesOf(flatten(document, propertiesOf(recordSchemaOf(document, operation))[name] ?? null)?.description);

/** What is said of all operations, in the description of the document. */
export const sentencesOfAll = ({ info }: JsonObject): string[] => (isObject(info) ? sentencesOf(info.description) : []);

/** Those of them that speak of a parameter, or of a member. */
export const sentencesNaming = (document: JsonObject, name: string): string[] =>
  sentencesOfAll(document).filter((one) => namesIn(one).has(plain(name)));

/** Whether a sentence has a form of the word of a value: "Rejecting" of `rejected`. */
function speaksOf(sentence: string, value: Json): boolean {
  const stem = plain(String(value)).replace(/(?:ied|ed|e|y)$/, '');
  return stem.length > 2 && sentence.split(/[^\w-]+/).some((word) => plain(word).startsWith(stem));
}

export const isRequired =
  /\b(?:required|mandatory|(?:must|has to|have to|is to|are to) be (?:given|sent|set|present))\b/i;

/** Words for a form that a text must have: "by its two letters", "eleven digits", "`YYYY-MM-DD`", "ISO 3166-1", "URL". */
const form =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)[ -](?:letters?|digits?)\b|\bISO[ -]?\d{3,}|\bYYYY\b|\b(?:URL|URI|website)\b/i;

/** Whether words ask for a form of a text that its schema does not: which texts have it, only the target knows. */
export const saysForm = ({ description }: JsonObject): boolean =>
  sentencesOf(description).some((sentence) => form.test(sentence));

/**
 * Whether words require a member with a value of another one: "Required in order to reject" of the member, "To reject, give
 * a `reason`" of the operation.
 */
export function requiredWith(
  { name, node, said }: { name: string; node: JsonObject; said: readonly string[] },
  value: Json,
): boolean {
  const isWanted = /\b(?:gives?|takes?|needs?|requires?|wants?|must have|with)\b/i;
  return (
    sentencesOf(node.description).some((one) => isRequired.test(one) && speaksOf(one, value)) ||
    said.some(
      (one) => (isRequired.test(one) || isWanted.test(one)) && speaksOf(one, value) && namesIn(one).has(plain(name)),
    )
  );
}

/** Whether words say when a value is taken: "To approve, the documents have to be accepted", "from there to `approved`". */
export const isConditional = (said: readonly string[], value: Json): boolean =>
  said.some(
    (one) =>
      /\b(?:must|(?:have|has) to|needs?|takes?|requires?d?|wants?|only|give|unless|until|otherwise|can(?:no|')t|at least|first|from\b.* to|->)\b/i.test(
        one,
      ) && speaksOf(one, value),
  );

/** Whether a value is the id of another record, by its words: "The `id` of a user". */
export const saysId = (description: Json | undefined): boolean =>
  sentencesOf(description).some((one) => /^(?:the )?(?:id|identifier|uuid)s? (?:of|from) /i.test(one));

/** What a number may not exceed stands after these words. */
export const exceeds = /\b(?:more than|exceeds?|exceeding|above|greater than|larger than|over)\b(?<after>.*)/i;
const isForbidden = /\b(?:never|not|cannot|no|400|409|422|refused|rejected|fails?|conflict|errors?)\b/i;

/** Whether a sentence says that a number may not exceed something: "Never more than the capacity of the room". */
export const saysLimit = (sentence: string): boolean => exceeds.test(sentence) && isForbidden.test(sentence);

/** Whether letters in another case make no other value: by words, or by an example such as "`12a` is the same as `12A`". */
export function isCaseless(text: Json | undefined): boolean {
  const words = typeof text === 'string' ? text.replaceAll(/[`"“”'’]/g, '') : '';
  const [, one, other] = /\b(\w+) (?:is the same as|equals|and) (\w+)\b/i.exec(words) ?? [];
  const isExample = one !== undefined && one !== other && one.toLowerCase() === other?.toLowerCase();
  return isExample || caseless.test(words);
}

const caseless =
  /\b(?:(?:upper|capital)\b.{0,40}\b(?:no difference|ignored|not matter)|neither (?:letter )?case\b|(?:letter )?case (?:makes no|does not|doesnt|is ignored|is irrelevant)|case[- ]insensitive|\bnot case[- ]sensitive|(?:without regard to|regardless of|irrespective of|ignor\w+|in whatever|whatever the) (?:letter |upper[- ](?:and|or)[- ]lower )?case|however (?:it|they) (?:is|are) (?:capitali[sz]ed|written|spelt))/i;

/** What a sentence may name, in up to three words: only letters and digits of each count. */
export function namesIn(sentence: string): ReadonlySet<string> {
  const words = sentence.split(/[^\w-]+/).map(plain);
  const names = words.flatMap((_, at) => [1, 2, 3].map((count) => words.slice(at, at + count).join('')));
  return new Set(names.filter((one) => one !== ''));
}
