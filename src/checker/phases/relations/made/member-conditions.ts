/**
 * What words say of a member of a record before something is done with it: "Its balance must be zero", "Refused before its
 * end_date". What is said otherwise is not read.
 */
import { valueAt, type Json, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { plain } from '../../../records/ids.js';
import { numberIn } from '../../../relations/decimals.js';
import { secondsOfText } from '../../../relations/instants.js';
import { sentencesAbout } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import { pointerTo } from './subject.js';

export interface MemberCondition {
  /** The sentence. */
  words: string;
  /** Whether a record is not as it must be. @param now Unix seconds of the target */
  isBroken: (record: Json, now: number) => boolean;
}

const mustBe =
  /\b(?:the|its|their) ([\w-]+) (?:(?:must|has to|have to|needs to) be|may only be|is not) (zero|empty|null|true|false)\b/i;
const onlyAfter =
  /\b(?:(?:refused|rejected|409|422|not possible|cannot|not allowed)\b.*?\bbefore|only (?:possible |allowed )?(?:once|after|from)) (?:the |its )?([\w-]+)(?: (?:has passed|is over|is past|is reached|has come))?$/i;

/** A day may begin elsewhere up to fourteen hours later. */
const hoursOfZones = 14;

/** @param members of the record */
export function memberConditionsOf(document: JsonObject, operation: Operation, members: JsonObject): MemberCondition[] {
  if (!refusals.some((status) => operation.responses.has(status))) return [];
  const { said, why } = sentencesAbout(document, operation, refusals);
  const named = (name: string): string | undefined => Object.keys(members).find((one) => plain(one) === plain(name));
  return [...said, ...why].flatMap((sentence): MemberCondition[] => {
    const words = sentence.replace(/ ?\([^)]*\)/g, '');
    const [, name = '', wanted = ''] = mustBe.exec(words) ?? [];
    const member = named(name);
    if (member !== undefined)
      return [
        { words: sentence, isBroken: (record) => isOther(valueAt(record, pointerTo(member)), wanted.toLowerCase()) },
      ];
    const time = named(onlyAfter.exec(words)?.[1] ?? '');
    const format = time === undefined ? undefined : flatten(document, members[time] ?? null)?.format;
    if (time === undefined || !String(format).startsWith('date')) return [];
    const isBroken = (record: Json, now: number): boolean => {
      const from = secondsOfText(valueAt(record, pointerTo(time)));
      return from !== undefined && now < from - (format === 'date' ? hoursOfZones * 3600 : 0);
    };
    return [{ words: sentence, isBroken }];
  });
}

/** Whether a value is certainly not what it must be. */
function isOther(value: Json | undefined, wanted: string): boolean {
  if (value === undefined) return false;
  if (wanted === 'zero') return (numberIn(value) ?? 0) !== 0;
  if (wanted === 'empty') return (Array.isArray(value) || typeof value === 'string') && value.length > 0;
  return wanted === 'null' ? value !== null : typeof value === 'boolean' && String(value) !== wanted;
}
