import { expect, it } from 'vitest';
import { connectProblem } from '../../../../shared/exchange/connect-problem';

const failed = (reason: string) =>
  `[ex10] Connecting to remote server ex10 failed with the following error message : ${reason} For more information, see the about_Remote_Troubleshooting Help topic.`;

// Texts of WinRM, PowerShell and Exchange as administrators quote them; numbers and ids also tell where the text is localised.
it.each([
  ['exchange/access-denied', 'AccessDenied,PSSessionOpenFailed', failed('Access is denied.')],
  ['exchange/access-denied', 'AccessDenied,PSSessionOpenFailed', 'アクセスが拒否されました。'],
  ['exchange/access-denied', '-2144108477,PSSessionOpenFailed', failed('[Server=CAS1] Access is')],
  [
    'exchange/too-many-sessions',
    'PSSessionOpenFailed',
    failed(
      'The WS-Management service cannot process the request. This user is allowed a maximum number of 18 concurrent shells, which has been exceeded. Close existing shells or raise the quota for this user.',
    ),
  ],
  [
    'exchange/too-many-sessions',
    'IncorrectProtocolVersion,PSSessionOpenFailed',
    'Fail to create a runspace because you have exceeded the maximum number of connections allowed : 3 for the policy party : MaxConcurrency.',
  ],
  [
    'exchange/kerberos-name',
    'PSSessionOpenFailed',
    failed(
      'WinRM cannot process the request. The following error with errorcode 0x80090322 occurred while using Kerberos authentication: An unknown security error occurred. Possible causes are: 4. The Service Principal Name (SPN) for the remote computer name and port does not exist.',
    ),
  ],
  [
    'exchange/no-domain',
    'AuthenticationFailed,PSSessionOpenFailed',
    failed(
      'WinRM cannot process the request. The following error with errorcode 0x80090311 occurred while using Kerberos authentication: There are currently no logon servers available to service the logon request.',
    ),
  ],
  [
    'exchange/name-not-found',
    'NetworkPathNotFound,PSSessionOpenFailed',
    failed('The WinRM client cannot process the request because the server name cannot be resolved.'),
  ],
  ['exchange/name-not-found', '-2144108103,PSSessionOpenFailed', 'Der Servername kann nicht aufgelöst werden.'],
  [
    'exchange/winrm',
    'CannotConnect,PSSessionOpenFailed',
    failed('The client cannot connect to the destination specified in the request.'),
  ],
  ['exchange/winrm', 'WinRMOperationTimeout,PSSessionOpenFailed', failed('WinRM cannot complete the operation.')],
  [
    'exchange/winrm',
    'WinRMHttpError,PSSessionOpenFailed',
    failed('The WinRM client received an HTTP status code of 403 from the remote WS-Management service.'),
  ],
  [
    'exchange/no-role',
    'CmdletAccessDenied',
    `The user "corp.example/Users/junior" isn't assigned to any management roles.`,
  ],
  [
    'exchange/execution-policy',
    'UnauthorizedAccess',
    'File RemoteExchange.ps1 cannot be loaded because running scripts is disabled on this system.',
  ],
  [
    'exchange/wrong-endpoint',
    '-2144108212,PSSessionOpenFailed',
    failed('The shell handle passed to the WSMan Shell function is not valid.'),
  ],
  [
    'exchange/no-winrm',
    'NotSupported',
    'This parameter set requires WSMan, and no supported WSMan client library was found. WSMan is either not installed or unavailable for this system.',
  ],
  ['exchange/not-connected', 'SomethingNew', 'Something that nobody has seen yet.'],
])('%s: %s', (code, fullyQualifiedErrorId, message) => {
  const problem = connectProblem({ fullyQualifiedErrorId, message });
  expect(problem.code).toBe(code);
  expect(problem.detail).toBe(message);
  expect(problem.title).toMatch(/\.$/);
  expect(problem.hint.length).toBeGreaterThan(30);
});
