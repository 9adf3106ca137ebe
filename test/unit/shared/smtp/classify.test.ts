import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyReply, describeReplyClass } from '../../../../shared/smtp/classify';
import { replyClassSchema, type ReplyClass } from '../../../../shared/smtp/reply-class';

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
  ['421 4.4.2 Message size limit for this connection reached', 'unknown'],
  ['421 4.4.1 Connection timed out', 'session-expired'],
  ['451 4.7.0 Timeout waiting for client input', 'connection-lost'],
  ['421 4.7.0 Too many errors on this connection, closing transmission channel', 'too-many-errors'],
  ['452 4.3.1 Insufficient system resources', 'back-pressure'],
  ['452 4.5.3 Too many recipients', 'unknown'],
  ['451 4.4.0 Message failed to be made redundant', 'unknown'],
  ['550 5.7.1 Unable to relay', 'relay-denied'],
  ['550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'relay-denied'],
  ['530 5.7.1 Client was not authenticated', 'not-authenticated'],
  ['432 4.3.2 Concurrent connections limit exceeded', 'exchange-online-limit'],
  ['432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded', 'exchange-online-limit'],
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
    '554 Rejected: the TLS certificate is too old',
    '554 5.7.1 Message rejected: the operation has timed out, TLS certificate',
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
    ['An established connection was aborted by the software in your host machine', 'connection-lost'],
    ['An existing connection was forcibly closed by the remote host', 'connection-lost'],
    ['read ECONNRESET', 'connection-lost'],
    ['Failure sending mail.', 'connection-lost'],
    ['The remote certificate is invalid according to the validation procedure.', 'tls'],
    ['Server does not support secure connections.', 'tls'],
    ['What a hassle', 'unknown'],
  ])('%s', (text, replyClass) => expect(classifyReply(text)).toBe(replyClass));
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
    expect(helped('partly')).toEqual(['session-expired', 'timeout']);
  });
});
