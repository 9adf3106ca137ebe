import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyFailure } from '../../../../shared/smtp/classify';
import type { SmtpFailure } from '../../../../shared/smtp/failure';
import { smtpPhaseSchema } from '../../../../shared/smtp/phase';
import { replyClassSchema, type ReplyClass } from '../../../../shared/smtp/reply-class';

describe('what went wrong in a session', () => {
  const reply = (phase: SmtpFailure['phase'], text: string): SmtpFailure => ({ phase, kind: 'reply', text });
  const socket = (phase: SmtpFailure['phase'], code: string): SmtpFailure => ({
    phase,
    kind: 'socket',
    code,
    text: '',
  });
  const closed = (phase: SmtpFailure['phase'], text: string): SmtpFailure => ({ phase, kind: 'closed', text });

  test.each<[SmtpFailure, ReplyClass]>([
    [{ phase: 'connect', kind: 'timeout' }, 'connect-timeout'],
    [{ phase: 'banner', kind: 'timeout' }, 'greeting-timeout'],
    [{ phase: 'ehlo', kind: 'timeout' }, 'answer-timeout'],
    [{ phase: 'mail', kind: 'timeout' }, 'answer-timeout'],
    [{ phase: 'final', kind: 'timeout' }, 'acknowledgement-timeout'],
    [{ phase: 'starttls', kind: 'tls', text: 'self-signed certificate' }, 'tls'],
    [{ phase: 'banner', kind: 'garbage', text: '\0\u0001SSH' }, 'not-smtp'],
    [socket('connect', 'ECONNREFUSED'), 'connect-refused'],
    [socket('connect', 'ETIMEDOUT'), 'connect-timeout'],
    [socket('data', 'ETIMEDOUT'), 'connection-lost'],
    [socket('data', 'ECONNRESET'), 'connection-lost'],
    [socket('connect', 'ENOTFOUND'), 'name-not-found'],
    [socket('connect', 'EAI_AGAIN'), 'name-not-found'],
    [socket('connect', 'EHOSTUNREACH'), 'no-route'],
    [socket('connect', 'ENETUNREACH'), 'no-route'],
    [socket('connect', 'EADDRNOTAVAIL'), 'local-trouble'],
    [socket('connect', 'EADDRINUSE'), 'local-trouble'],
    [socket('connect', 'EMFILE'), 'local-trouble'],
    [socket('connect', 'EACCES'), 'local-trouble'],
    [socket('connect', 'EWHATEVER'), 'unknown'],
    [socket('connect', 'constructor'), 'unknown'],
    [closed('banner', ''), 'connection-lost'],
    [closed('banner', '421 4.3.2 Service not available'), 'service-not-available'],
    [closed('banner', '421 4.3.2 Service not avai'), 'connection-lost'],
    [closed('mail', '42'), 'connection-lost'],
    [closed('banner', 'SSH-2.0-OpenSSH_9.2'), 'not-smtp'],
    [reply('mail', '452 4.3.1 Insufficient system resources'), 'back-pressure'],
    [reply('auth', '334 VXNlcm5hbWU6'), 'sign-in-refused'],
    [reply('auth', '535 no'), 'sign-in-refused'],
    [reply('auth', '550 5.0.0 no'), 'sign-in-refused'],
    [reply('auth', '421 4.3.2 Service not available'), 'service-not-available'],
    [reply('starttls', '500 5.3.3 Unrecognized command'), 'tls'],
    [reply('rcpt', '550 No such person here'), 'recipient-refused'],
    [reply('rcpt', '550 5.7.1 Unable to relay'), 'relay-denied'],
    [reply('rcpt', '503 5.5.2 Need mail command'), 'protocol-trouble'],
    [reply('final', '550 No such person here'), 'permanent-refusal'],
    [reply('data', '250 2.0.0 OK'), 'protocol-trouble'],
    [reply('banner', '354 go ahead'), 'protocol-trouble'],
    [reply('mail', '450 Greylisted'), 'unknown'],
  ])('%j', (failure, replyClass) => expect(classifyFailure(failure)).toBe(replyClass));

  const failures = fc.oneof(
    fc.record({ kind: fc.constantFrom('reply', 'closed', 'garbage', 'tls'), text: fc.string({ unit: 'binary' }) }),
    fc.record({ kind: fc.constant('timeout') }),
    fc.record({ kind: fc.constant('socket'), code: fc.string(), text: fc.string({ unit: 'binary' }) }),
  );

  test('any bytes are a failure of some class, and never a success', () => {
    fc.assert(
      fc.property(fc.constantFrom(...smtpPhaseSchema.options), failures, (phase, failure) => {
        const replyClass = classifyFailure({ phase, ...failure });
        expect(replyClassSchema.options).toContain(replyClass);
        expect(replyClass).not.toBe('accepted');
      }),
    );
  });
});
