import { SqlError } from './catalogue';
import { parseList, parseOperators } from './operators';
import type { Expression, Join, ObjectName, Select, SelectItem, Source } from './syntax';
import type { TokenStream } from './token-stream';
import { parseType } from './type-parser';

/** Words that end an expression, so that none of them is taken for a column or an alias. */
const reserved = new Set(
  'SELECT FROM WHERE GROUP ORDER BY HAVING JOIN INNER LEFT OUTER ON AND OR NOT IN IS LIKE BETWEEN NULL CASE WHEN THEN ELSE END AS ASC DESC UPDATE SET EXEC EXECUTE DECLARE USE PRINT TOP DISTINCT ESCAPE UNION INTO DELETE INSERT VALUES IF BEGIN WAITFOR RAISERROR'.split(
    ' ',
  ),
);

/** An expression: operators, and between them constants, names, calls, and SELECTs in parentheses, which hold expressions themselves. */
export const parseExpression = (tokens: TokenStream): Expression => parseOperators(tokens, parseOperand);

/** One or more expressions, between commas. */
export const parseExpressions = (tokens: TokenStream): Expression[] => parseList(tokens, parseOperand);

function parseOperand(tokens: TokenStream): Expression {
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
  if (!tokens.isSymbol(')')) args.push(...parseExpressions(tokens));
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

/** One to three parts. */
export function parseObjectName(tokens: TokenStream): ObjectName {
  const parts = [tokens.needName()];
  while (tokens.takeSymbol('.')) parts.push(tokens.isSymbol('.') ? '' : tokens.needName());
  return parts;
}

/** What follows the word SELECT. */
export function parseSelect(tokens: TokenStream): Select {
  const isDistinct = tokens.takeWord('DISTINCT');
  const top = parseTop(tokens);
  const items = [parseItem(tokens)];
  while (tokens.takeSymbol(',')) items.push(parseItem(tokens));
  const from = tokens.takeWord('FROM') ? parseSource(tokens) : null;
  const joins: Join[] = [];
  for (let join = parseJoin(tokens); join; join = parseJoin(tokens)) joins.push(join);
  const where = tokens.takeWord('WHERE') ? parseExpression(tokens) : null;
  const groupBy = takeBy(tokens, 'GROUP') ? parseExpressions(tokens) : [];
  const having = tokens.takeWord('HAVING') ? parseExpression(tokens) : null;
  const orderBy: Select['orderBy'] = [];
  if (takeBy(tokens, 'ORDER')) {
    do {
      const expression = parseExpression(tokens);
      orderBy.push({ expression, isDescending: tokens.takeWord('DESC') });
      tokens.takeWord('ASC');
    } while (tokens.takeSymbol(','));
  }
  return { kind: 'select', top, isDistinct, items, from, joins, where, groupBy, having, orderBy };
}

function takeBy(tokens: TokenStream, word: string): boolean {
  if (!tokens.takeWord(word)) return false;
  tokens.needWord('BY');
  return true;
}

function parseTop(tokens: TokenStream): Select['top'] {
  if (!tokens.takeWord('TOP')) return null;
  if (tokens.takeSymbol('(')) {
    const top = parseExpression(tokens);
    tokens.needSymbol(')');
    return top;
  }
  if (tokens.current.kind !== 'number') throw tokens.unexpected();
  return { kind: 'literal', value: Number(tokens.next().text) };
}

function parseItem(tokens: TokenStream): SelectItem {
  if (tokens.takeSymbol('*')) return { star: true, table: null };
  const expression = parseExpression(tokens);
  if (expression.kind === 'column' && expression.name === '*') return { star: true, table: expression.table };
  return { expression, alias: parseAlias(tokens) };
}

function parseAlias(tokens: TokenStream): string | null {
  if (tokens.takeWord('AS')) return tokens.current.kind === 'string' ? tokens.next().text : tokens.needName();
  const { kind, text, isQuoted } = tokens.current;
  return kind === 'name' && (isQuoted || !reserved.has(text.toUpperCase())) ? tokens.next().text : null;
}

function parseSource(tokens: TokenStream): Source {
  const name = parseObjectName(tokens);
  return { name, alias: parseAlias(tokens) };
}

function parseJoin(tokens: TokenStream): Join | null {
  const isLeft = tokens.takeWord('LEFT');
  if (isLeft) tokens.takeWord('OUTER');
  const isInner = !isLeft && tokens.takeWord('INNER');
  if (!tokens.takeWord('JOIN')) {
    if (isLeft || isInner) throw tokens.unexpected();
    return null;
  }
  const source = parseSource(tokens);
  tokens.needWord('ON');
  return { type: isLeft ? 'left' : 'inner', source, on: parseExpression(tokens) };
}
