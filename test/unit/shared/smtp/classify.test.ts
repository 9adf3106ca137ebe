import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyReply } from '../../../../shared/smtp/classify';
import { isAnswered421, replyClassSchema, type ReplyClass } from '../../../../shared/smtp/reply-class';
import { describeReplyClass } from '../../../../shared/smtp/reply-meaning';

/** Exchange's replies, letter by letter. */
const replies: [text: string, replyClass: ReplyClass][] = [
  [
    '421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel',
    'per-source-limit',
  ],
  [
    '421 4.3.2 The maximum number of concurrent server connections has exceeded a per-source limit, closing transmission channel',
    'per-source-limit',
  ],
  [
    '421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel',
    'total-limit',
  ],
  [
    '421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel PRX7',
    'total-limit',
  ],
  ['421 4.3.2 Service not available', 'service-not-available'],
  ['421 4.3.2 Service not active', 'service-not-available'],
  ['421 4.3.2 System not accepting network messages', 'service-not-available'],
  ['451 4.3.2 System not accepting network messages', 'service-not-available'],
  ['421 4.4.2 Message submission rate for this client has exceeded the configured limit', 'message-rate-limit'],
  ['421 4.4.2 Connection dropped', 'connection-lost'],
  ['421 4.4.2 Message size limit for this connection reached', 'message-too-big'],
  ['421 4.4.1 Connection timed out', 'session-expired'],
  ['451 4.7.0 Timeout waiting for client input', 'connection-lost'],
  ['421 4.7.0 Too many errors on this connection, closing transmission channel', 'too-many-errors'],
  ['452 4.3.1 Insufficient system resources', 'back-pressure'],
  ['452 4.5.3 Too many recipients', 'too-many-recipients'],
  ['451 4.4.0 Message failed to be made redundant', 'not-redundant'],
  ['550 5.7.1 Unable to relay', 'relay-denied'],
  ['550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'relay-denied'],
  ['530 5.7.1 Client was not authenticated', 'not-authenticated'],
  ['432 4.3.2 Concurrent connections limit exceeded', 'exchange-online-limit'],
  ['432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded', 'exchange-online-limit'],
  ['535 5.7.3 Authentication unsuccessful', 'sign-in-refused'],
  ['504 5.7.4 Unrecognized authentication type', 'sign-in-refused'],
  ['454 4.7.0 Temporary authentication failure', 'sign-in-refused'],
  ['550 5.1.1 User unknown', 'recipient-refused'],
  ['550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup', 'recipient-refused'],
  ['501 5.1.3 Invalid address', 'recipient-refused'],
  ['552 5.3.4 Message size exceeds fixed maximum message size', 'message-too-big'],
  ['500 5.3.3 Unrecognized command', 'protocol-trouble'],
  ['501 5.5.4 Invalid arguments', 'protocol-trouble'],
  ['503 5.5.2 Need mail command', 'protocol-trouble'],
  ['550 5.7.1 Message rejected as spam by Content Filtering.', 'permanent-refusal'],
  ['220 ex10-hub1.corp.example Microsoft ESMTP MAIL Service ready', 'accepted'],
  ['250 2.6.0 <1@corp.example> Queued mail for delivery', 'accepted'],
];

describe('replies', () => {
  test.each(replies)('%s', (text, replyClass) => expect(classifyReply(text)).toBe(replyClass));

  test.each(replies.filter(([text]) => !text.startsWith('2')))(
    'without the digits, as Database Mail logs it: %s',
    (text, replyClass) => {
      expect(classifyReply(`${text.slice(4)})`)).toBe(replyClass);
    },
  );

  test('surrounding blanks, line ends and capitals do not matter', () => {
    expect(classifyReply(' 421 4.3.2 SERVICE NOT AVAILABLE\r\n')).toBe('service-not-available');
  });

  test.each([
    '421',
    '421 4.3.2',
    '4.3.2',
    '421 4.3.2 Something else entirely',
    '421 Service not available, closing transmission channel',
    'Service not available, closing transmission channel.',
    '421 Rejected: the TLS certificate is too old',
    '451 4.7.1 Message rejected: the operation has timed out, TLS certificate',
    '',
  ])('"%s" alone tells nothing', (text) => expect(classifyReply(text)).toBe('unknown'));

  test('4.3.2 and 421 never decide, whatever follows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('421 4.3.2 ', '421 ', '4.3.2 '),
        fc.stringMatching(/^[a-z ]{0,20}$/),
        (start, words) => {
          expect(classifyReply(`${start}x${words}`)).toBe('unknown');
        },
      ),
    );
  });
});

describe('failures without a reply', () => {
  test.each([
    ['The operation has timed out.', 'timeout'],
    ['No connection could be made because the target machine actively refused it 10.1.1.1:25', 'connect-refused'],
    ['connect ECONNREFUSED 127.0.0.2:25', 'connect-refused'],
    [
      'A connection attempt failed because the connected party did not properly respond after a period of time',
      'connect-timeout',
    ],
    ['connect ETIMEDOUT 10.1.1.1:25', 'connect-timeout'],
    ['No greeting within 10 s.', 'greeting-timeout'],
    ['No such host is known', 'name-not-found'],
    ["The remote name could not be resolved: 'mail.corp.example'", 'name-not-found'],
    ['getaddrinfo ENOTFOUND mail.corp.example', 'name-not-found'],
    ['A socket operation was attempted to an unreachable network 10.1.1.1:25', 'no-route'],
    ['connect EHOSTUNREACH 10.1.1.1:25', 'no-route'],
    ['Only one usage of each socket address (protocol/network address/port) is normally permitted', 'local-trouble'],
    ['bind EADDRNOTAVAIL 10.1.1.2', 'local-trouble'],
    ['An established connection was aborted by the software in your host machine', 'connection-lost'],
    ['An existing connection was forcibly closed by the remote host', 'connection-lost'],
    ['read ECONNRESET', 'connection-lost'],
    ['Failure sending mail.', 'connection-lost'],
    ['The remote certificate is invalid according to the validation procedure.', 'tls'],
    ['Server does not support secure connections.', 'tls'],
    ['What a hassle', 'unknown'],
  ])('%s', (text, replyClass) => expect(classifyReply(text)).toBe(replyClass));
});

/** As Postfix 3.7 says it; two of its texts serve several limits. */
const postfix: [text: string, replyClass: ReplyClass][] = [
  ['421 4.7.0 mx.corp.example Error: too many connections from 127.0.0.1', 'per-source-limit'],
  ['421 4.7.0 mx.corp.example Error: too many errors', 'too-many-errors'],
  ['421 4.4.2 mx.corp.example Error: timeout exceeded', 'connection-lost'],
  ['421 4.3.2 All server ports are busy', 'total-limit'],
  ['421 4.7.0 mx.corp.example Error: too many new TLS sessions from 127.0.0.1', 'server-rate-limit'],
  ['454 4.7.0 Error: too many new TLS sessions from 127.0.0.1', 'server-rate-limit'],
  ['450 4.7.1 Error: too much mail from 127.0.0.1', 'server-rate-limit'],
  ['450 4.7.1 Error: too many recipients from 127.0.0.1', 'server-rate-limit'],
  ['450 4.7.1 Error: too many AUTH commands from 127.0.0.1', 'server-rate-limit'],
  ['452 4.5.3 Error: too many recipients', 'too-many-recipients'],
  ['452 4.3.1 Insufficient system storage', 'back-pressure'],
  ['554 5.7.1 <a@elsewhere.example>: Relay access denied', 'relay-denied'],
  ['454 4.7.1 <a@elsewhere.example>: Relay access denied', 'relay-denied'],
  [
    '550 5.1.1 <a@corp.example>: Recipient address rejected: User unknown in local recipient table',
    'recipient-refused',
  ],
  ['535 5.7.8 Error: authentication failed: authentication failure', 'sign-in-refused'],
  ['503 5.5.1 Error: authentication not enabled', 'sign-in-refused'],
  ['530 5.7.0 Must issue a STARTTLS command first', 'tls'],
  ['454 4.7.0 TLS not available due to local problem', 'tls'],
  ['502 5.5.2 Error: command not recognized', 'protocol-trouble'],
  ['421 4.3.0 mx.corp.example Server local error', 'unknown'],
];

test.each(postfix)("Postfix's %s", (text, replyClass) => expect(classifyReply(text)).toBe(replyClass));

describe('a reply of several lines', () => {
  test.each<[string, ReplyClass]>([
    ['421-4.3.2 Something first\n421 4.3.2 Service not available', 'service-not-available'],
    ['550-5.7.1 Unable\r\n550 5.7.1 to relay', 'relay-denied'],
    ['550-We are sorry\n550 so sorry', 'permanent-refusal'],
    ['421-Come back\n421 later', 'unknown'],
    ['250-mx.corp.example\n250 SIZE', 'accepted'],
  ])('%j', (text, replyClass) => expect(classifyReply(text)).toBe(replyClass));
});

test('a temporary reply in nearly the known words stays unknown', () => {
  const temporary = replies
    .filter(([text]) => text.startsWith('4'))
    .map(([text]) => text.replace(/, closing transmission channel.*$/, ''));
  const changed = fc
    .constantFrom(...temporary)
    .chain((text) =>
      fc.integer({ min: 4, max: text.length - 1 }).map((at) => `${text.slice(0, at)}~${text.slice(at + 1)}`),
    );
  fc.assert(
    fc.property(changed, (text) => {
      expect(classifyReply(text)).toBe('unknown');
    }),
  );
});

test('every class that counts as a 421 is one that Exchange or Postfix says with 421', () => {
  const with421 = [...replies, ...postfix]
    .filter(([text]) => text.startsWith('421'))
    .map(([, replyClass]) => replyClass);
  expect(replyClassSchema.options.filter(isAnswered421)).toEqual([
    'per-source-limit',
    'total-limit',
    'message-rate-limit',
    'service-not-available',
    'session-expired',
    'too-many-errors',
  ]);
  expect(with421).toEqual(expect.arrayContaining(replyClassSchema.options.filter(isAnswered421)));
});

describe('what each class means', () => {
  test.each(replyClassSchema.options)('%s is described', (replyClass) => {
    const { title, meaning } = describeReplyClass(replyClass);
    expect(title).not.toBe('');
    expect(meaning).toMatch(/\.$/);
  });

  test('only the per-source limit is mended for certain', () => {
    const helped = (helps: string) => replyClassSchema.options.filter((one) => describeReplyClass(one).helps === helps);
    expect(helped('yes')).toEqual(['per-source-limit']);
    expect(helped('partly')).toEqual(['session-expired', 'timeout', 'acknowledgement-timeout']);
  });
});
