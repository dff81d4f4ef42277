/**
 * The rules of Alfred's validator. The documented messages are those of class-validator. Rules and order are documented
 * for firstname, lastname and balance (Error and Status Codes); for other members they are our choice (README.md).
 */

export interface Rule {
  readonly validation: string;
  /** The text after the member's name. */
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
  // JSON may have a number that is too large, such as 1e400.
  isBroken: (value) => !Number.isFinite(value),
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

/**
 * A rule for the format of a text. Rules are evaluated only for a member that violates the document, so a text that is
 * not empty has violated this rule.
 */
const form = (validation: string, message: string): Rule => ({
  validation,
  message,
  isBroken: (value) => typeof value === 'string' && value !== '',
});

const text = [isString, isNotEmpty];

/** Rules by operationId and member, in the order of the report. */
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
