import type { Problem } from '../../../shared/result';

type CmdletError = { message: string; fullyQualifiedErrorId: string };
type Known = readonly [pattern: RegExp, problem: Omit<Problem, 'detail'>];

/** Exchange's and PowerShell's error texts (English; localised elsewhere) with what to do about each. */
const known: readonly Known[] = [
  [
    /couldn't be found on '|ManagementObjectNotFound/,
    {
      code: 'exchange/not-found',
      title: 'The receive connector was not found.',
      hint: 'Read the connectors again on page 2: it may have been renamed or removed, or the domain controller may not have it yet.',
    },
  ],
  [
    /matches multiple entries/,
    {
      code: 'exchange/ambiguous',
      title: 'Several connectors have this name.',
      hint: 'Read the connectors again on page 2.',
    },
  ],
  [
    /CommandNotFoundException|is not recognized as/,
    {
      code: 'exchange/no-cmdlet',
      title: 'This session does not have the cmdlet.',
      hint: 'Ask for the management role Receive Connectors: what a role does not allow is not there at all.',
    },
  ],
  [
    /A parameter cannot be found that matches/,
    {
      code: 'exchange/no-parameter',
      title: 'This session does not have a parameter of the cmdlet.',
      hint: 'The role may hide it, or this version of Exchange does not have it.',
    },
  ],
];

/** An error record as a sentence with a remedy. */
export function exchangeProblem(error: CmdletError): Problem {
  const found = known.find(([pattern]) => pattern.test(`${error.message} ${error.fullyQualifiedErrorId}`));
  const rest = found?.[1] ?? {
    code: 'exchange/refused',
    title: 'Exchange refused the command.',
    hint: 'Correct the value and plan the change again.',
  };
  return { ...rest, detail: error.message };
}
