import { ProblemError, type Problem } from '../result';

/** An error record of a cmdlet. `reason` is the name of the exception's class, where it is known. */
export type CmdletError = { message: string; fullyQualifiedErrorId: string; reason?: string };
type Known = readonly [pattern: RegExp, code: string, title: string, hint: string];

const readAgain = 'Read the connectors again on page 2';
const askForRole = 'Ask for the management role Receive Connectors: what a role does not allow is not there at all';

/** Exchange's and PowerShell's error texts (English; localised elsewhere, where ids and class names still tell), each with its remedy. */
const known: readonly Known[] = [
  [
    /couldn't be found on '|ManagementObjectNotFound/,
    'exchange/not-found',
    'The receive connector was not found.',
    `${readAgain}: it may have been renamed or removed, the domain controller may not have it yet, or it belongs to an Edge server, whose connectors are not in Active Directory.`,
  ],
  [
    /matches multiple entries|ManagementObjectAmbiguous/,
    'exchange/ambiguous',
    'Several connectors have this name.',
    `${readAgain}: RelayTune then uses SERVER\\Name.`,
  ],
  [
    /CommandNotFoundException|is not recognized as/,
    'exchange/no-cmdlet',
    'This session does not have the cmdlet.',
    `${askForRole}.`,
  ],
  [
    /NamedParameterNotFound|A parameter cannot be found that matches/,
    'exchange/no-parameter',
    'This session does not have a parameter of the cmdlet.',
    `${askForRole}. MaxAcknowledgementDelay and MessageRateSource are also missing in Exchange 2007, and TransportRole in 2010.`,
  ],
  [
    /INSUFF_ACCESS_RIGHTS|Access is denied|AccessDenied|UnauthorizedAccess/,
    'exchange/access-denied',
    'Active Directory did not let this user write.',
    'Sign in as a member of Organization Management or Server Management; on Exchange 2007 also as an administrator of that server.',
  ],
  [
    /ParameterArgumentTransformationError|Cannot process argument transformation/,
    'exchange/unreadable-argument',
    'Exchange cannot read the value.',
    'Enter a number, unlimited, or a time as hh:mm:ss, and plan the change again.',
  ],
  [
    /values that you specified for the Bindings and RemoteIPRanges parameters conflict|ReceiveConnectorRoleConflict|must listen on unique local IP address/,
    'exchange/conflict',
    'The connector conflicts with another one on its server.',
    'Compare the Bindings and RemoteIPRanges of the connectors on page 2; RelayTune never changes either.',
  ],
  [
    /DataValidation|[Pp]roperty validation|out of range|must be (?:between|less than)/,
    'exchange/invalid-value',
    'Exchange does not take the value.',
    'Correct the value and plan the change again. Two timeouts must be changed in one call, the inactivity timeout being the shorter.',
  ],
  [
    /syntax is not supported by this runspace|ScriptsNotAllowed|no-language mode/,
    'exchange/no-language',
    'The Exchange session takes plain commands only.',
    'This should not happen: send the transcript to the maintainers.',
  ],
  [
    /domain controller .*(?:cannot be contacted|not available|unavailable)|ADTransient|SuitabilityDirectory/i,
    'exchange/domain-controller',
    'The domain controller did not answer.',
    'Read the connectors again: another domain controller is then used.',
  ],
];

/** Whether Exchange itself said no: a role or a value is at fault, and the session is still there. */
export const isExchangeProblem = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && error.problem.code.startsWith('exchange/');

/** An error record as a sentence with a remedy. */
export function exchangeProblem(error: CmdletError): Problem {
  const text = `${error.message} ${error.fullyQualifiedErrorId} ${error.reason ?? ''}`;
  const [, code, title, hint] = known.find(([pattern]) => pattern.test(text)) ?? [
    null,
    'exchange/refused',
    'Exchange refused the command.',
    'Read its reason, correct what it names, and plan the change again.',
  ];
  return { code, title, detail: error.message, hint };
}
