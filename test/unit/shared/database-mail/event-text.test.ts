import { describe, expect, test } from 'vitest';
import { parseFailure } from '../../../../shared/database-mail/event-text';

const classic = (cause: string, end = '. )') =>
  `The mail could not be sent to the recipients because of the mail server failure. (Sending Mail using Account 3 (2011-05-12T10:32:07). Exception Message: ${cause}${end}`;

const block = (cause: string) =>
  [
    'The mail could not be sent to the recipients because of the mail server failure. (Sending Mail using Account 12 (2025-03-01T08:00:00). Exception Message: ',
    '',
    '1) Exception Information',
    '===================',
    'Exception Type: Microsoft.SqlServer.Management.SqlIMail.Server.Common.BaseMailFrameworkException',
    `Message: ${cause}`,
    'Data: System.Collections.ListDictionaryInternal',
    'StackTrace Information',
    '===================',
    '   at Microsoft.SqlServer.Management.SqlIMail.Server.Controller.CommandRunner.Run()',
    '',
    '2) Exception Information',
    '===================',
    'Exception Type: System.Net.Mail.SmtpException',
    'Message: The operation has timed out.',
    ')',
  ].join('\r\n');

const refused =
  'Cannot send mails to mail server. (Service not available, closing transmission channel. The server response was: 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel)';

describe('the classic form', () => {
  test.each(['. )', '. \n)', '.\r\n)', '.\n)\r\n'])('ending in %j', (end) => {
    expect(parseFailure(classic(refused, end))).toEqual({ accountId: 3, message: refused, cause: 'per-source-limit' });
  });

  test('keeps the bracket of a cause whose frame was cut off', () => {
    expect(parseFailure(classic('Cannot send mails to mail server. (The operation has timed out.)', '')).message).toBe(
      'Cannot send mails to mail server. (The operation has timed out.)',
    );
  });
});

describe('the block form of newer versions', () => {
  test('takes the first message, not that of an inner exception', () => {
    expect(parseFailure(block(refused))).toEqual({ accountId: 12, message: refused, cause: 'per-source-limit' });
  });

  test('a timeout', () => {
    expect(parseFailure(block('Cannot send mails to mail server. (The operation has timed out.)')).cause).toBe(
      'timeout',
    );
  });
});

const answered = (label: string, reply: string) =>
  `Cannot send mails to mail server. (${label} The server response was: ${reply})`;
const label421 = 'Service not available, closing transmission channel.';

describe('causes are told apart by what the server said', () => {
  test.each([
    [
      answered(
        label421,
        '4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel',
      ),
      'total-limit',
    ],
    [answered(label421, '4.3.2 Service not available'), 'service-not-available'],
    [answered(label421, '4.3.2 Service not active'), 'service-not-available'],
    [
      answered(label421, '4.4.2 Message submission rate for this client has exceeded the configured limit'),
      'message-rate-limit',
    ],
    [answered(label421, '4.4.1 Connection timed out'), 'session-expired'],
    [answered(label421, '4.3.2 Something new'), 'unknown'],
    [`Cannot send mails to mail server. (${label421})`, 'unknown'],
    [answered('Insufficient system storage.', '4.3.1 Insufficient system resources'), 'back-pressure'],
    [answered('Mailbox unavailable.', '5.7.1 Unable to relay'), 'relay-denied'],
    [
      answered(
        'The SMTP server requires a secure connection or the client was not authenticated.',
        '5.7.1 Client was not authenticated',
      ),
      'not-authenticated',
    ],
    ['Cannot send mails to mail server. (The operation has timed out.)', 'timeout'],
    [
      'Could not connect to mail server. (No connection could be made because the target machine actively refused it 10.1.1.1:25)',
      'connect-refused',
    ],
    [
      'Could not connect to mail server. (A connection attempt failed because the connected party did not properly respond after a period of time)',
      'connect-timeout',
    ],
    [
      'Could not connect to mail server. (An established connection was aborted by the software in your host machine)',
      'connection-lost',
    ],
    ['Could not connect to mail server. (No such host is known)', 'name-not-found'],
    [
      'Cannot send mails to mail server. (The remote certificate is invalid according to the validation procedure.)',
      'tls',
    ],
    ['Cannot send mails to mail server. (Failure sending mail.)', 'connection-lost'],
  ])('%s', (cause, replyClass) => {
    expect(parseFailure(classic(cause)).cause).toBe(replyClass);
    expect(parseFailure(block(cause)).cause).toBe(replyClass);
  });
});

test.each([
  [
    'Die Nachrichten können nicht an den Mailserver gesendet werden. (Dienst nicht verfügbar. Die Serverantwort war: 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel)',
    'per-source-limit',
  ],
  ['Die Serverantwort war: 5.7.1 Unable to relay', 'relay-denied'],
  ['Es konnte keine Verbindung mit 10.4.3.2 Hub hergestellt werden.', 'unknown'],
])('Exchange’s own words are found in another language: %s', (cause, replyClass) => {
  expect(parseFailure(cause).cause).toBe(replyClass);
});

test('a text of another kind is passed on as it is', () => {
  expect(parseFailure('DatabaseMail process is shutting down')).toEqual({
    accountId: null,
    message: 'DatabaseMail process is shutting down',
    cause: 'unknown',
  });
});
