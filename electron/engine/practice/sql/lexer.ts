import { SqlError } from './catalogue';

export type Token = {
  kind: 'name' | 'string' | 'number' | 'variable' | 'symbol' | 'end';
  /** The name without brackets, the string without quotes. */
  text: string;
  /** A [bracketed] or "quoted" name is never a keyword. */
  isQuoted: boolean;
};

const pattern =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|(?<string>N?'(?:[^']|'')*')|\[(?<bracket>(?:[^\]]|\]\])+)\]|"(?<quoted>(?:[^"]|"")+)"|(?<variable>@@?[\w$#@]+)|(?<number>\d+(?:\.\d+)?)|(?<name>[A-Za-z_#][\w$#@]*)|(?<symbol><>|<=|>=|!=|[-+*/%=<>(),.;])/giuy;

/** Splits T-SQL into tokens; throws SqlError 102 or 105 at what is none. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  const add = (kind: Token['kind'], text: string, isQuoted = false) => tokens.push({ kind, text, isQuoted });
  pattern.lastIndex = 0;
  while (pattern.lastIndex < sql.length) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(sql)?.groups;
    if (!groups) throw unreadable(sql.slice(at, at + 20));
    if (groups.string !== undefined) add('string', groups.string.replace(/^N/i, '').slice(1, -1).replaceAll("''", "'"));
    else if (groups.bracket !== undefined) add('name', groups.bracket.replaceAll(']]', ']'), true);
    else if (groups.quoted !== undefined) add('name', groups.quoted.replaceAll('""', '"'), true);
    else if (groups.variable !== undefined) add('variable', groups.variable);
    else if (groups.number !== undefined) add('number', groups.number);
    else if (groups.name !== undefined) add('name', groups.name);
    else if (groups.symbol !== undefined) add('symbol', groups.symbol);
  }
  add('end', '');
  return tokens;
}

function unreadable(text: string): SqlError {
  return /^N?'/i.test(text)
    ? new SqlError(105, `Unclosed quotation mark after the character string '${text.replace(/^N?'/i, '')}'.`, 15)
    : new SqlError(102, `Incorrect syntax near '${text.slice(0, 1)}'.`, 15);
}
