import type { Problem } from '../result';

type SessionError = { message: string; fullyQualifiedErrorId: string };
type Known = readonly [pattern: RegExp, code: string, title: string, hint: string];

/**
 * Why no session to Exchange was opened, by the texts of WinRM, PowerShell and Exchange (English; localised elsewhere, where
 * the numbers and ids still tell). The first that fits counts, so what is more exact comes first.
 */
const known: readonly Known[] = [
  [
    /concurrent shells|MaxConcurrency|maximum number of connections allowed|exceeded the maximum number/i,
    'exchange/too-many-sessions',
    'Exchange refuses another PowerShell session for this user.',
    'Close other Exchange Management Shells of this user, or wait: forgotten sessions expire after about 15 minutes.',
  ],
  [
    /0x80090322|-2144108387|Service Principal Name|SPN/,
    'exchange/kerberos-name',
    'Kerberos does not know the server by this name.',
    'Enter the full name of one Exchange server, such as ex10-hub1.corp.example: an alias, an IP address or a load-balanced name has no Kerberos identity of its own.',
  ],
  [
    /0x80090311|0x8009030e|no logon servers|logon session does not exist/i,
    'exchange/no-domain',
    'Kerberos cannot be used from here.',
    'Sign in to this computer with a domain account while a domain controller can be reached, or choose “Other credentials”.',
  ],
  [
    /server name cannot be resolved|-2144108103|cannot find the computer|NetworkPathNotFound|network path was not found/i,
    'exchange/name-not-found',
    'The Exchange server was not found by this name.',
    'Check the spelling, enter the full name with its domain, and check that DNS knows it: nslookup with the name.',
  ],
  [
    /user .*isn't assigned to any management roles|not assigned to any management role|CmdletAccessDenied/i,
    'exchange/no-role',
    'This user has no Exchange management role.',
    'Ask for membership in a role group that holds the role Receive Connectors, such as Server Management, then connect again.',
  ],
  [
    /AccessDenied|Access is denied|-2144108477|user name or password/i,
    'exchange/access-denied',
    'Exchange did not let this user in.',
    'The user needs an Exchange management role and RemotePowerShellEnabled: Set-User -Identity NAME -RemotePowerShellEnabled $true. To sign in as another user choose “Other credentials”.',
  ],
  [
    /running scripts is disabled|not digitally signed|UnauthorizedAccess|PSSecurityException/i,
    'exchange/execution-policy',
    'PowerShell’s execution policy does not let the Exchange Management Shell’s script run.',
    'Run Set-ExecutionPolicy RemoteSigned in an elevated Windows PowerShell, or ask who sets the policy; Kerberos remoting needs no script.',
  ],
  [
    /-2144108212|-2144108213|shell handle|ShellId|shell was not found/i,
    'exchange/wrong-endpoint',
    'The Exchange server passed the session on to a server that does not know it.',
    'Name a server of the same version as the connectors: for connectors of Exchange 2010 an Exchange 2010 server.',
  ],
  [
    /no supported WSMan client library|WSMan is either not installed/i,
    'exchange/no-winrm',
    'This PowerShell cannot open WinRM sessions.',
    'Exchange needs Windows PowerShell: run RelayTune on a Windows computer of the domain.',
  ],
  [
    /CannotConnect|WinRMOperationTimeout|cannot connect to the destination|cannot complete the operation|HTTP status code|content type is absent|WinRM/i,
    'exchange/winrm',
    'The Exchange server does not answer PowerShell remoting.',
    'Check that TCP port 80 of the server can be reached from here, that its IIS runs with the virtual directory PowerShell, and that no proxy is between (netsh winhttp show proxy).',
  ],
];

/** An error of New-PSSession or of the Exchange Management Shell's script, as a sentence with a remedy. */
export function connectProblem(error: SessionError): Problem {
  const found = known.find(([pattern]) => pattern.test(`${error.fullyQualifiedErrorId} ${error.message}`));
  const [, code, title, hint] = found ?? [
    null,
    'exchange/not-connected',
    'No session to Exchange could be opened.',
    'Read the reason; try New-PSSession with the same address in a Windows PowerShell to see more.',
  ];
  return { code, title, detail: error.message.trim(), hint };
}
