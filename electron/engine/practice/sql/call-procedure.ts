import type { BatchResult, CallParameter } from './batch-result';
import { SqlError, type Parameter, type Procedure, type ProcedureResult, type Row, type SqlValue } from './catalogue';
import type { Context } from './context';
import { asSqlError } from './sql-error';
import { castValue } from './values';

/** Checks names (8145), fills in defaults (201), runs, and answers the OUTPUT values. */
export async function runProcedure(
  procedure: Procedure,
  name: string,
  given: readonly CallParameter[],
  context: Context,
  result: BatchResult,
): Promise<Row> {
  const args: Row = {};
  for (const [index, { name: typed, value }] of given.entries()) {
    const parameter =
      typed === ''
        ? procedure.parameters[index]
        : procedure.parameters.find((candidate) => candidate.name.toLowerCase() === typed.toLowerCase());
    if (!parameter) throw new SqlError(8145, `${typed} is not a parameter for procedure ${name}.`, 16, 2, name);
    args[parameter.name] = castValue(value, parameter);
  }
  for (const parameter of procedure.parameters) args[parameter.name] ??= fallback(parameter, args, name);
  const ran = await runBody(procedure, args, context, result);
  result.resultSets.push(...(ran.resultSets ?? []));
  result.messages.push(...(ran.messages ?? []));
  result.returnValue = ran.returnValue;
  return ran.outputs ?? {};
}

/** An error that the procedure raises does not end the batch: the procedure returns its code, and the first error is told at the end. */
async function runBody(
  procedure: Procedure,
  args: Row,
  context: Context,
  result: BatchResult,
): Promise<ProcedureResult> {
  try {
    return await procedure.run(args, context.session);
  } catch (error) {
    const raised = asSqlError(error);
    result.error ??= raised;
    return { returnValue: raised.returnCode };
  }
}

/** A NULL that was given stays NULL; only what was left out takes the default. */
function fallback(parameter: Parameter, args: Row, name: string): SqlValue {
  if (parameter.name in args) return null;
  if (parameter.default !== undefined) return parameter.default;
  throw new SqlError(
    201,
    `Procedure or function '${name}' expects parameter '${parameter.name}', which was not supplied.`,
    16,
    4,
    name,
  );
}
