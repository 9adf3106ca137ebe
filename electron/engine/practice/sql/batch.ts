import { newResult, type BatchResult, type CallParameter } from './batch-result';
import { SqlError, type Row, type SqlServerModel, type SqlSession, type SqlValue } from './catalogue';
import type { Context } from './context';
import { runProcedure } from './call-procedure';
import { runDelete, runUpdate } from './change-rows';
import { evaluate, truth } from './evaluate';
import { findProcedure, requireOpen } from './object-access';
import { nameParts } from './objects';
import { parseBatch } from './parser';
import { emptyScope } from './scan';
import { bindAll, runSelect } from './select';
import { asSqlError } from './sql-error';
import type { Argument, Expression, Statement } from './syntax';
import { messageText } from './message-text';
import { castValue, toText } from './values';
import { waitMilliseconds } from './wait-for';

/** A session begins in msdb, which every client names when it signs in, or in master where it may not open that. */
const newContext = (
  model: SqlServerModel,
  session: SqlSession,
  variables: Map<string, SqlValue>,
  signal?: AbortSignal,
): Context => ({
  model,
  session,
  database: model.access.mayOpen(session, 'msdb') ? 'msdb' : 'master',
  variables,
  signal,
  rowCount: 0,
});

/** Runs T-SQL text. An error ends it; what ran before stands, as without a transaction. */
export async function runBatch(
  model: SqlServerModel,
  session: SqlSession,
  sql: string,
  variables = new Map<string, SqlValue>(),
  signal?: AbortSignal,
): Promise<BatchResult> {
  const result = newResult(variables);
  const context = newContext(model, session, variables, signal);
  try {
    for (const statement of parseBatch(sql)) {
      if (signal?.aborted) break;
      await runStatement(statement, context, result);
    }
  } catch (error) {
    result.error ??= asSqlError(error);
  }
  return result;
}

/** A remote call: sp_executesql runs its text with its parameters as variables, anything else is a procedure. */
export async function runCall(
  model: SqlServerModel,
  session: SqlSession,
  procedure: string,
  parameters: readonly CallParameter[],
  signal?: AbortSignal,
): Promise<BatchResult> {
  if (procedure.toLowerCase() === 'sp_executesql') {
    const [statement, declaration, ...values] = parameters;
    // ODBC drivers leave the names out: the values then stand in the order in which the variables are declared.
    const declared = toText(declaration?.value ?? '')?.match(/@[\w$#]+/g) ?? [];
    return runBatch(
      model,
      session,
      toText(statement?.value ?? '') ?? '',
      new Map(values.map(({ name, value }, index) => [(name || (declared[index] ?? '')).toLowerCase(), value])),
      signal,
    );
  }
  const result = newResult(new Map());
  const context = newContext(model, session, result.variables, signal);
  try {
    const name = nameParts(procedure);
    const outputs = await runProcedure(findProcedure(context, name), name.at(-1) ?? '', parameters, context, result);
    for (const [output, value] of Object.entries(outputs)) result.variables.set(output.toLowerCase(), value);
  } catch (error) {
    result.error ??= asSqlError(error);
  }
  return result;
}

function constant(expression: Expression, context: Context): SqlValue {
  return evaluate(expression, emptyScope, { context, binding: bindAll([expression], [], context) });
}

async function runStatement(statement: Statement, context: Context, result: BatchResult): Promise<void> {
  switch (statement.kind) {
    case 'select':
      result.resultSets.push(runSelect(statement, context));
      context.rowCount = result.resultSets.at(-1)?.rows.length ?? 0;
      return;
    case 'update':
      count(result, context, runUpdate(statement, context));
      return;
    case 'delete':
      count(result, context, runDelete(statement, context));
      return;
    case 'execute':
      await runExecute(statement, context, result);
      return;
    case 'declare':
      for (const { name, type, value } of statement.variables) {
        context.variables.set(name.toLowerCase(), value ? castValue(constant(value, context), type) : null);
      }
      return;
    case 'setVariable':
      if (!context.variables.has(statement.name.toLowerCase()))
        throw new SqlError(137, `Must declare the scalar variable "${statement.name}".`, 15);
      context.variables.set(statement.name.toLowerCase(), constant(statement.value, context));
      return;
    case 'setOption':
      return;
    case 'use':
      if (!context.model.databases.has(statement.database.toLowerCase()))
        throw new SqlError(
          911,
          `Database '${statement.database}' does not exist. Make sure that the name is entered correctly.`,
        );
      requireOpen(context, statement.database);
      context.database = statement.database;
      return;
    case 'waitFor':
      await context.model.sleep(
        waitMilliseconds(statement.until, constant(statement.value, context), context.model.now()),
        context.signal,
      );
      return;
    case 'if': {
      const next = truth(constant(statement.condition, context)) === true ? statement.then : statement.otherwise;
      if (next) await runStatement(next, context, result);
      return;
    }
    case 'block':
      for (const each of statement.statements) await runStatement(each, context, result);
      return;
    case 'raise': {
      const values = statement.values.map((value) => constant(value, context));
      const text = messageText(toText(constant(statement.message, context)) ?? '', values);
      const severity = Number(constant(statement.severity, context));
      // Up to 10 it only informs; from 11 on it is an error, and what follows in the batch runs all the same.
      if (severity <= 10) result.messages.push({ number: 50_000, text });
      else result.error ??= new SqlError(50_000, text, severity);
      return;
    }
    case 'print':
      result.messages.push({ number: 0, text: toText(constant(statement.value, context)) ?? '' });
  }
}

function count(result: BatchResult, context: Context, rows: number): void {
  context.rowCount = rows;
  result.rowsAffected.push(rows);
}

async function runExecute(
  statement: Extract<Statement, { kind: 'execute' }>,
  context: Context,
  result: BatchResult,
): Promise<void> {
  const name = statement.procedure.at(-1) ?? '';
  const [text, ...more] = statement.args;
  // Of a text alone: what ODBC makes of one without parameters.
  if (name.toLowerCase() === 'sp_executesql' && text && more.length === 0) {
    const inner = { ...context, variables: new Map<string, SqlValue>() };
    for (const each of parseBatch(toText(constant(text.value, context)) ?? '')) await runStatement(each, inner, result);
    return;
  }
  const procedure = findProcedure(context, statement.procedure);
  const parameters = statement.args.map((arg, index) => ({
    name: arg.name ?? procedure.parameters[index]?.name ?? `@${index + 1}`,
    isOutput: arg.isOutput,
    value: constant(arg.value, context),
  }));
  const outputs = await runProcedure(procedure, name, parameters, context, result);
  for (const [index, arg] of statement.args.entries())
    storeOutput(arg, parameters[index]?.name ?? '', outputs, context);
  if (statement.returnTo !== null) context.variables.set(statement.returnTo.toLowerCase(), result.returnValue);
}

function storeOutput(arg: Argument, parameter: string, outputs: Row, context: Context): void {
  if (!arg.isOutput || arg.value.kind !== 'variable') return;
  const found = Object.keys(outputs).find((name) => name.toLowerCase() === parameter.toLowerCase());
  if (found !== undefined) context.variables.set(arg.value.name.toLowerCase(), outputs[found] ?? null);
}
