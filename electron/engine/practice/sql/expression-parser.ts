import { SqlError, type SqlTypeName } from './catalogue';
import { parseSelect } from './parser';
import type { Expression, TypeName } from './syntax';
import type { TokenStream } from './token-stream';

/** Words that end an expression, so that none of them is taken for a column or an alias. */
export const reserved = new Set(
  'SELECT FROM WHERE GROUP ORDER BY HAVING JOIN INNER LEFT OUTER ON AND OR NOT IN IS LIKE BETWEEN NULL CASE WHEN THEN ELSE END AS ASC DESC UPDATE SET EXEC EXECUTE DECLARE USE PRINT TOP DISTINCT ESCAPE UNION INTO DELETE INSERT VALUES IF BEGIN WAITFOR RAISERROR'.split(
    ' ',
  ),
);

/** An expression of any precedence, OR first. */
export function parseExpression(tokens: TokenStream): Expression {
  let left = parseAnd(tokens);
  while (tokens.takeWord('OR')) left = { kind: 'or', left, right: parseAnd(tokens) };
  return left;
}

function parseAnd(tokens: TokenStream): Expression {
  let left = parseNot(tokens);
  while (tokens.takeWord('AND')) left = { kind: 'and', left, right: parseNot(tokens) };
  return left;
}

function parseNot(tokens: TokenStream): Expression {
  return tokens.takeWord('NOT') ? { kind: 'not', operand: parseNot(tokens) } : parsePredicate(tokens);
}

function parsePredicate(tokens: TokenStream): Expression {
  const operand = parseSum(tokens);
  if (tokens.takeWord('IS')) {
    const isNegated = tokens.takeWord('NOT');
    tokens.needWord('NULL');
    return negatedIf(isNegated, { kind: 'isNull', operand });
  }
  const isNegated = tokens.takeWord('NOT');
  if (tokens.takeWord('LIKE')) {
    const pattern = parseSum(tokens);
    return negatedIf(isNegated, {
      kind: 'like',
      operand,
      pattern,
      escape: tokens.takeWord('ESCAPE') ? parseSum(tokens) : null,
    });
  }
  if (tokens.takeWord('IN')) {
    tokens.needSymbol('(');
    const list = parseList(tokens);
    tokens.needSymbol(')');
    return negatedIf(isNegated, { kind: 'in', operand, list });
  }
  if (tokens.takeWord('BETWEEN')) {
    const low = parseSum(tokens);
    tokens.needWord('AND');
    return negatedIf(isNegated, { kind: 'between', operand, low, high: parseSum(tokens) });
  }
  if (isNegated) throw tokens.unexpected();
  return parseComparison(tokens, operand);
}

function parseComparison(tokens: TokenStream, left: Expression): Expression {
  if (!tokens.isSymbol('=', '<>', '!=', '<', '<=', '>', '>=')) return left;
  const typed = tokens.next().text;
  const operator = (typed === '!=' ? '<>' : typed) as '=' | '<>' | '<' | '<=' | '>' | '>=';
  return { kind: 'compare', operator, left, right: parseSum(tokens) };
}

const negatedIf = (isNegated: boolean, operand: Expression): Expression =>
  isNegated ? { kind: 'not', operand } : operand;

function parseSum(tokens: TokenStream): Expression {
  let left = parseProduct(tokens);
  while (tokens.isSymbol('+', '-')) {
    const operator = tokens.next().text as '+' | '-';
    left = { kind: 'arithmetic', operator, left, right: parseProduct(tokens) };
  }
  return left;
}

function parseProduct(tokens: TokenStream): Expression {
  let left = parseUnary(tokens);
  while (tokens.isSymbol('*', '/', '%')) {
    const operator = tokens.next().text as '*' | '/' | '%';
    left = { kind: 'arithmetic', operator, left, right: parseUnary(tokens) };
  }
  return left;
}

function parseUnary(tokens: TokenStream): Expression {
  if (tokens.takeSymbol('-')) return { kind: 'negate', operand: parseUnary(tokens) };
  tokens.takeSymbol('+');
  return parsePrimary(tokens);
}

function parsePrimary(tokens: TokenStream): Expression {
  const { kind, text } = tokens.current;
  if (kind === 'number') return { kind: 'literal', value: Number(tokens.next().text) };
  if (kind === 'string') return { kind: 'literal', value: tokens.next().text };
  if (kind === 'variable') return { kind: 'variable', name: tokens.next().text };
  if (tokens.takeSymbol('(')) {
    const inner: Expression = tokens.takeWord('SELECT')
      ? { kind: 'subquery', select: parseSelect(tokens) }
      : parseExpression(tokens);
    tokens.needSymbol(')');
    return inner;
  }
  if (tokens.takeWord('NULL')) return { kind: 'literal', value: null };
  if (tokens.takeWord('CASE')) return parseCase(tokens);
  if (kind !== 'name') throw tokens.unexpected();
  if (tokens.isWord('LEFT', 'RIGHT')) return parseNamed(tokens);
  if (!tokens.current.isQuoted && reserved.has(text.toUpperCase())) throw tokens.unexpected();
  return parseNamed(tokens);
}

/** A column, with or without its table, or a function call. */
function parseNamed(tokens: TokenStream): Expression {
  const first = tokens.next();
  if (!first.isQuoted && tokens.takeSymbol('(')) return parseCall(tokens, first.text.toUpperCase());
  if (!tokens.takeSymbol('.')) return { kind: 'column', table: null, name: first.text };
  // `s.*` reads as a column named `*`; only a select list takes it.
  return { kind: 'column', table: first.text, name: tokens.takeSymbol('*') ? '*' : tokens.needName() };
}

const dateFunctions = new Set(['DATEADD', 'DATEDIFF', 'DATEPART']);
const dateParts = new Set(
  'year yy yyyy quarter qq q month mm m dayofyear dy y day dd d week wk ww weekday dw w hour hh minute mi n second ss s millisecond ms'.split(
    ' ',
  ),
);

function parseCall(tokens: TokenStream, name: string): Expression {
  if (name === 'CAST') {
    const operand = parseExpression(tokens);
    tokens.needWord('AS');
    const to = parseType(tokens);
    tokens.needSymbol(')');
    return { kind: 'cast', operand, to, style: 0 };
  }
  if (name === 'CONVERT') return parseConvert(tokens);
  if (tokens.takeSymbol('*')) {
    tokens.needSymbol(')');
    return { kind: 'call', name, args: [], isDistinct: false, isStar: true };
  }
  const isDistinct = tokens.takeWord('DISTINCT');
  const args: Expression[] = [];
  if (dateFunctions.has(name)) {
    // The date part is a word, not a column.
    args.push({ kind: 'literal', value: parseDatePart(tokens, name) });
    tokens.needSymbol(',');
  }
  if (!tokens.isSymbol(')')) args.push(...parseList(tokens));
  tokens.needSymbol(')');
  return { kind: 'call', name, args, isDistinct, isStar: false };
}

function parseDatePart(tokens: TokenStream, name: string): string {
  const part = tokens.needName();
  if (!dateParts.has(part.toLowerCase()))
    throw new SqlError(155, `'${part}' is not a recognized ${name.toLowerCase()} option.`, 15);
  return part.toLowerCase();
}

function parseConvert(tokens: TokenStream): Expression {
  const to = parseType(tokens);
  tokens.needSymbol(',');
  const operand = parseExpression(tokens);
  const style = tokens.takeSymbol(',') ? Number(tokens.next().text) : 0;
  tokens.needSymbol(')');
  return { kind: 'cast', operand, to, style };
}

function parseCase(tokens: TokenStream): Expression {
  const operand = tokens.isWord('WHEN') ? null : parseExpression(tokens);
  const whens: { when: Expression; then: Expression }[] = [];
  while (tokens.takeWord('WHEN')) {
    const when = parseExpression(tokens);
    tokens.needWord('THEN');
    whens.push({ when, then: parseExpression(tokens) });
  }
  const otherwise = tokens.takeWord('ELSE') ? parseExpression(tokens) : null;
  tokens.needWord('END');
  if (whens.length === 0) throw tokens.unexpected();
  return { kind: 'case', operand, whens, otherwise };
}

export function parseList(tokens: TokenStream): Expression[] {
  const list = [parseExpression(tokens)];
  while (tokens.takeSymbol(',')) list.push(parseExpression(tokens));
  return list;
}

const typeNames: Readonly<Record<string, SqlTypeName>> = {
  bit: 'bit',
  tinyint: 'tinyint',
  smallint: 'int',
  int: 'int',
  integer: 'int',
  bigint: 'bigint',
  float: 'float',
  real: 'float',
  datetime: 'datetime',
  smalldatetime: 'datetime',
  nvarchar: 'nvarchar',
  varchar: 'varchar',
  nchar: 'nvarchar',
  char: 'char',
  sysname: 'sysname',
  uniqueidentifier: 'uniqueidentifier',
};

export function parseType(tokens: TokenStream): TypeName {
  const name = tokens.needName();
  const type = typeNames[name.toLowerCase()];
  if (!type) throw new SqlError(243, `Type ${name} is not a defined system type.`);
  if (!tokens.takeSymbol('(')) return { type };
  const length = tokens.takeWord('MAX') ? 'max' : Number(tokens.next().text);
  tokens.needSymbol(')');
  return { type, length };
}
