/** Small changes of TypeScript code that correspond to plausible mistakes. */
import ts from 'typescript';

export interface Mutation {
  /** The change, in short: `if (false)`. */
  kind: string;
  /** From 1. */
  line: number;
  /** The original code. */
  code: string;
  start: number;
  end: number;
  /** The code that replaces it. */
  text: string;
}

/** Calls whose result has the type of their object, so that the code compiles without them. */
const transparent = new Set(
  'filter toLowerCase toUpperCase sort toSorted reverse toReversed trim slice normalize'.split(' '),
);
const effects = new Set(['push', 'splice', 'enqueue']);
const looser = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
]);
const opposite = new Map([
  ['some', 'every'],
  ['every', 'some'],
]);

export function mutationsOf(source: string): Mutation[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.ESNext, true);
  const found: Mutation[] = [];
  const replace = (node: ts.Node, kind: string, text: string, end = node.getEnd()): void => {
    const start = node.getStart(file);
    const code = source.slice(start, end);
    if (code === text) return;
    found.push({ kind, line: file.getLineAndCharacterOfPosition(start).line + 1, code, start, end, text });
  };
  const visit = (node: ts.Node): void => {
    // The compiler removes these nodes.
    if (ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isTypeAliasDeclaration(node)) return;
    if (ts.isIfStatement(node)) {
      replace(node.expression, 'if (true)', 'true');
      replace(node.expression, 'if (false)', 'false');
    } else if (ts.isConditionalExpression(node)) {
      replace(node, 'the first of ?:', `(${node.whenTrue.getText(file)})`);
      replace(node, 'the second of ?:', `(${node.whenFalse.getText(file)})`);
    } else if (ts.isBinaryExpression(node)) {
      ofBinary(node, file, replace);
    } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      replace(node, 'without !', `(${node.operand.getText(file)})`);
    } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      ofMethod(node, node.expression, file, replace);
    } else if (ts.isExpressionStatement(node)) {
      const { expression } = node;
      if (ts.isDeleteExpression(expression)) replace(node, 'not deleted', ';');
      if (ts.isCallExpression(expression) && ts.isIdentifier(expression.expression)) replace(node, 'not called', ';');
    } else if (ts.isNumericLiteral(node)) {
      if (!ts.isElementAccessExpression(node.parent)) replace(node, 'one more', String(Number(node.text) + 1));
    } else if (ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.parent)) {
      const comma = /^\s*,/.exec(source.slice(node.getEnd()))?.[0];
      if (comma && !ts.isArrowFunction(node.initializer))
        replace(node, 'member left out', '', node.getEnd() + comma.length);
    } else if (ts.isRegularExpressionLiteral(node)) {
      ofExpression(node, replace);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

type Replace = (node: ts.Node, kind: string, text: string) => void;

function ofBinary(node: ts.BinaryExpression, file: ts.SourceFile, replace: Replace): void {
  const [left, right] = [node.left.getText(file), node.right.getText(file)];
  const operator = node.operatorToken.getText(file);
  if (operator === '&&' || operator === '||') {
    replace(node, `the left of ${operator}`, `(${left})`);
    replace(node, `the right of ${operator}`, `(${right})`);
  }
  const bound = looser.get(operator);
  if (bound !== undefined) replace(node.operatorToken, `${bound} for ${operator}`, bound);
  // An empty default is only for the compiler.
  if (operator === '??' && !/^(undefined|null|''|\[\]|\{\})$/.test(right))
    replace(node, 'always the default', `(${right})`);
  if (operator === '=' && ts.isExpressionStatement(node.parent)) replace(node.parent, 'not set', ';');
}

function ofMethod(
  call: ts.CallExpression,
  { name, expression }: ts.PropertyAccessExpression,
  file: ts.SourceFile,
  replace: Replace,
): void {
  const method = name.text;
  if (transparent.has(method)) replace(call, `without ${method}`, expression.getText(file));
  if (effects.has(method) && ts.isExpressionStatement(call.parent)) replace(call.parent, `without ${method}`, ';');
  const other = opposite.get(method);
  if (other !== undefined) replace(name, `${other} for ${method}`, other);
  const [argument] = call.arguments;
  if (method === 'at' && argument?.getText(file) === '-1') replace(argument, 'the first for the last', '0');
}

function ofExpression(node: ts.RegularExpressionLiteral, replace: Replace): void {
  const end = node.text.lastIndexOf('/');
  const [pattern, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
  if (pattern.startsWith('^')) replace(node, 'begins anywhere', `/${pattern.slice(1)}/${flags}`);
  if (/[^\\]\$$/.test(pattern)) replace(node, 'ends anywhere', `/${pattern.slice(0, -1)}/${flags}`);
  if (flags.includes('i')) replace(node, 'in one case', `/${pattern}/${flags.replace('i', '')}`);
}
