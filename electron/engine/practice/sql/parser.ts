import { parseExpression, parseExpressions, parseObjectName, parseSelect } from './query-parser';
import type { Argument, Statement } from './syntax';
import { TokenStream } from './token-stream';
import { parseType } from './type-parser';

/** A batch as its statements; throws SqlError 102 where it cannot be read. Nothing runs unless all of it parses. */
export function parseBatch(sql: string): Statement[] {
  const tokens = new TokenStream(sql);
  const statements: Statement[] = [];
  while (tokens.current.kind !== 'end') {
    if (tokens.takeSymbol(';')) continue;
    statements.push(parseStatement(tokens, statements.length === 0));
  }
  return statements;
}

function parseStatement(tokens: TokenStream, isFirst: boolean): Statement {
  if (tokens.takeWord('SELECT')) return parseSelect(tokens);
  if (tokens.takeWord('UPDATE')) return parseUpdate(tokens);
  if (tokens.takeWord('DELETE')) return parseDelete(tokens);
  if (tokens.takeWord('EXEC', 'EXECUTE')) return parseExecute(tokens);
  if (tokens.takeWord('DECLARE')) return parseDeclare(tokens);
  if (tokens.takeWord('SET')) return parseSet(tokens);
  if (tokens.takeWord('USE')) return { kind: 'use', database: tokens.needName() };
  if (tokens.takeWord('PRINT')) return { kind: 'print', value: parseExpression(tokens) };
  if (tokens.takeWord('WAITFOR')) return parseWaitFor(tokens);
  if (tokens.takeWord('IF')) return parseIf(tokens);
  if (tokens.takeWord('BEGIN')) return parseBlock(tokens);
  if (tokens.takeWord('RAISERROR')) return parseRaise(tokens);
  // The first statement of a batch may call a procedure without EXEC.
  if (isFirst && tokens.current.kind === 'name') return parseExecute(tokens);
  throw tokens.unexpected();
}

/** A semicolon ends the first statement, and an ELSE may follow it all the same. */
function parseIf(tokens: TokenStream): Statement {
  const condition = parseExpression(tokens);
  const then = parseStatement(tokens, false);
  tokens.takeSymbol(';');
  return { kind: 'if', condition, then, otherwise: tokens.takeWord('ELSE') ? parseStatement(tokens, false) : null };
}

function parseBlock(tokens: TokenStream): Statement {
  const statements: Statement[] = [];
  while (!tokens.takeWord('END')) {
    if (!tokens.takeSymbol(';')) statements.push(parseStatement(tokens, false));
  }
  // An empty block is none.
  if (statements.length === 0) throw tokens.unexpected();
  return { kind: 'block', statements };
}

function parseRaise(tokens: TokenStream): Statement {
  tokens.needSymbol('(');
  const [message, severity, state, ...values] = parseExpressions(tokens);
  tokens.needSymbol(')');
  if (!message || !severity || !state) throw tokens.unexpected();
  return { kind: 'raise', message, severity, values };
}

function parseUpdate(tokens: TokenStream): Statement {
  const table = parseObjectName(tokens);
  tokens.needWord('SET');
  const set: { column: string; value: ReturnType<typeof parseExpression> }[] = [];
  do {
    const column = tokens.needName();
    tokens.needSymbol('=');
    set.push({ column, value: parseExpression(tokens) });
  } while (tokens.takeSymbol(','));
  return { kind: 'update', table, set, where: tokens.takeWord('WHERE') ? parseExpression(tokens) : null };
}

function parseDelete(tokens: TokenStream): Statement {
  tokens.takeWord('FROM');
  const table = parseObjectName(tokens);
  return { kind: 'delete', table, where: tokens.takeWord('WHERE') ? parseExpression(tokens) : null };
}

function parseExecute(tokens: TokenStream): Statement {
  const returnTo = tokens.current.kind === 'variable' ? tokens.needVariable() : null;
  if (returnTo !== null) tokens.needSymbol('=');
  const procedure = parseObjectName(tokens);
  const args: Argument[] = [];
  const startsArgument = () =>
    ['variable', 'string', 'number'].includes(tokens.current.kind) ||
    tokens.isSymbol('-') ||
    tokens.isWord('NULL', 'DEFAULT');
  if (startsArgument()) {
    do args.push(parseArgument(tokens));
    while (tokens.takeSymbol(','));
  }
  return { kind: 'execute', procedure, args, returnTo };
}

function parseArgument(tokens: TokenStream): Argument {
  const first = parseExpression(tokens);
  // `@name = value` reads as a comparison.
  const isNamed = first.kind === 'compare' && first.operator === '=' && first.left.kind === 'variable';
  const name = isNamed && first.left.kind === 'variable' ? first.left.name : null;
  return { name, value: isNamed ? first.right : first, isOutput: tokens.takeWord('OUTPUT', 'OUT') };
}

function parseDeclare(tokens: TokenStream): Statement {
  const variables: Extract<Statement, { kind: 'declare' }>['variables'] = [];
  do {
    const name = tokens.needVariable();
    tokens.takeWord('AS');
    const type = parseType(tokens);
    variables.push({ name, type, value: tokens.takeSymbol('=') ? parseExpression(tokens) : null });
  } while (tokens.takeSymbol(','));
  return { kind: 'declare', variables };
}

const options = new Set(
  'LOCK_TIMEOUT DEADLOCK_PRIORITY NOCOUNT XACT_ABORT TRANSACTION TEXTSIZE ANSI_NULLS ANSI_NULL_DFLT_ON ANSI_PADDING ANSI_WARNINGS ARITHABORT CONCAT_NULL_YIELDS_NULL CURSOR_CLOSE_ON_COMMIT DATEFIRST DATEFORMAT IMPLICIT_TRANSACTIONS LANGUAGE NUMERIC_ROUNDABORT QUOTED_IDENTIFIER'.split(
    ' ',
  ),
);

const firstWords = [
  'SET',
  'SELECT',
  'UPDATE',
  'DELETE',
  'EXEC',
  'EXECUTE',
  'DECLARE',
  'USE',
  'PRINT',
  'WAITFOR',
  'IF',
  'BEGIN',
  'RAISERROR',
];

function parseSet(tokens: TokenStream): Statement {
  if (tokens.current.kind === 'variable') {
    const name = tokens.needVariable();
    tokens.needSymbol('=');
    return { kind: 'setVariable', name, value: parseExpression(tokens) };
  }
  if (!tokens.isWord(...options)) throw tokens.unexpected();
  // An option and its value have no effect here; they end where the next statement begins.
  const startsNext = () => tokens.isSymbol(';') || tokens.isWord(...firstWords);
  do tokens.next();
  while (tokens.current.kind !== 'end' && !startsNext());
  return { kind: 'setOption' };
}

function parseWaitFor(tokens: TokenStream): Statement {
  const isDelay = tokens.takeWord('DELAY');
  if (!isDelay) tokens.needWord('TIME');
  if (!['string', 'variable'].includes(tokens.current.kind)) throw tokens.unexpected();
  return { kind: 'waitFor', until: isDelay ? 'delay' : 'time', value: parseExpression(tokens) };
}
