/**
 * The rules of Alfred's validator, in the words of class-validator, whose messages the documented ones are. For firstname,
 * lastname and balance the rules and their order are documented (Error and Status Codes); for the other members our
 * choice, see README.md.
 */

export interface Rule {
  readonly validation: string;
  /** What follows the member's name. */
  readonly message: string;
  isBroken(value: unknown): boolean;
}

const isString: Rule = {
  validation: 'isString',
  message: 'must be a string',
  isBroken: (value) => typeof value !== 'string',
};

const isNotEmpty: Rule = {
  validation: 'isNotEmpty',
  message: 'should not be empty',
  isBroken: (value) => value === undefined || value === null || value === '',
};

const isNumber: Rule = {
  validation: 'isNumber',
  message: 'must be a number conforming to the specified constraints',
  isBroken: (value) => typeof value !== 'number',
};

const isInt: Rule = {
  validation: 'isInt',
  message: 'must be an integer number',
  isBroken: (value) => typeof value === 'number' && !Number.isInteger(value),
};

const isNotNegative: Rule = {
  validation: 'min',
  message: 'must not be less than 0',
  isBroken: (value) => typeof value === 'number' && value < 0,
};

/** A rule on texts of a form. It is looked at only for a member that breaks the document, and then it is this one. */
const form = (validation: string, message: string): Rule => ({
  validation,
  message,
  isBroken: (value) => typeof value === 'string' && value !== '',
});

const text = [isString, isNotEmpty];

/** By operationId and member, in the order in which they are reported. */
export const rules: Readonly<Record<string, Readonly<Record<string, readonly Rule[]>>>> = {
  loginSofKyc: {
    firstname: text,
    lastname: text,
    address: text,
    country: [...text, form('isISO31661Alpha3', 'must be a valid ISO31661 Alpha3 code')],
    city: text,
    email: [...text, form('isEmail', 'must be an email')],
    phonenumber: text,
    initial_transaction: [...text, form('isUuid', 'must be a UUID')],
    zipcode: [isNotEmpty, isNumber, isInt, isNotNegative],
    birthday: [...text, form('isDateString', 'must be a valid ISO 8601 date string')],
  },
  myInfo: {
    type: [...text, form('isIn', 'must be one of the following values: in, out')],
    balance: [isNotEmpty, isNumber],
    currency: text,
    user: [isString],
    chain: [isString],
    countrywithdraw: [isString],
  },
};
