import type { Expression } from './syntax';
import type { TokenStream } from './token-stream';

type Rule = (tokens: TokenStream) => Expression;

/** Operands joined by operators of any precedence, OR first. @param operand reads what stands between two operators */
export function parseOperators(tokens: TokenStream, operand: Rule): Expression {
  let left = parseAnd(tokens, operand);
  while (tokens.takeWord('OR')) left = { kind: 'or', left, right: parseAnd(tokens, operand) };
  return left;
}

function parseAnd(tokens: TokenStream, operand: Rule): Expression {
  let left = parseNot(tokens, operand);
  while (tokens.takeWord('AND')) left = { kind: 'and', left, right: parseNot(tokens, operand) };
  return left;
}

function parseNot(tokens: TokenStream, operand: Rule): Expression {
  return tokens.takeWord('NOT') ? { kind: 'not', operand: parseNot(tokens, operand) } : parsePredicate(tokens, operand);
}

function parsePredicate(tokens: TokenStream, operand: Rule): Expression {
  const tested = parseSum(tokens, operand);
  if (tokens.takeWord('IS')) {
    const isNegated = tokens.takeWord('NOT');
    tokens.needWord('NULL');
    return negatedIf(isNegated, { kind: 'isNull', operand: tested });
  }
  const isNegated = tokens.takeWord('NOT');
  if (tokens.takeWord('LIKE')) {
    const pattern = parseSum(tokens, operand);
    return negatedIf(isNegated, {
      kind: 'like',
      operand: tested,
      pattern,
      escape: tokens.takeWord('ESCAPE') ? parseSum(tokens, operand) : null,
    });
  }
  if (tokens.takeWord('IN')) {
    tokens.needSymbol('(');
    const list = parseList(tokens, operand);
    tokens.needSymbol(')');
    return negatedIf(isNegated, { kind: 'in', operand: tested, list });
  }
  if (tokens.takeWord('BETWEEN')) {
    const low = parseSum(tokens, operand);
    tokens.needWord('AND');
    return negatedIf(isNegated, { kind: 'between', operand: tested, low, high: parseSum(tokens, operand) });
  }
  if (isNegated) throw tokens.unexpected();
  return parseComparison(tokens, tested, operand);
}

function parseComparison(tokens: TokenStream, left: Expression, operand: Rule): Expression {
  if (!tokens.isSymbol('=', '<>', '!=', '<', '<=', '>', '>=')) return left;
  const typed = tokens.next().text;
  const operator = (typed === '!=' ? '<>' : typed) as '=' | '<>' | '<' | '<=' | '>' | '>=';
  return { kind: 'compare', operator, left, right: parseSum(tokens, operand) };
}

const negatedIf = (isNegated: boolean, condition: Expression): Expression =>
  isNegated ? { kind: 'not', operand: condition } : condition;

function parseSum(tokens: TokenStream, operand: Rule): Expression {
  let left = parseProduct(tokens, operand);
  while (tokens.isSymbol('+', '-')) {
    const operator = tokens.next().text as '+' | '-';
    left = { kind: 'arithmetic', operator, left, right: parseProduct(tokens, operand) };
  }
  return left;
}

function parseProduct(tokens: TokenStream, operand: Rule): Expression {
  let left = parseUnary(tokens, operand);
  while (tokens.isSymbol('*', '/', '%')) {
    const operator = tokens.next().text as '*' | '/' | '%';
    left = { kind: 'arithmetic', operator, left, right: parseUnary(tokens, operand) };
  }
  return left;
}

function parseUnary(tokens: TokenStream, operand: Rule): Expression {
  if (tokens.takeSymbol('-')) return { kind: 'negate', operand: parseUnary(tokens, operand) };
  tokens.takeSymbol('+');
  return operand(tokens);
}

/** One or more, between commas. */
export function parseList(tokens: TokenStream, operand: Rule): Expression[] {
  const list = [parseOperators(tokens, operand)];
  while (tokens.takeSymbol(',')) list.push(parseOperators(tokens, operand));
  return list;
}
