import type { SmtpFailure } from './failure';
import { knownCodes, knownFailures, knownReplies, socketCodes } from './known-texts';
import type { SmtpPhase } from './phase';
import type { ReplyClass } from './reply-class';

/**
 * The class of a raw SMTP reply (`421 4.3.2 ...`, its lines joined by line breaks), of the same without its digits as
 * Database Mail logs it, or of a failure's own words. Known words decide first, then a permanent refusal's codes; a
 * temporary reply in other words stays unknown.
 */
export function classifyReply(text: string): ReplyClass {
  const reply = text.trim();
  const code = /^[2-5]\d\d(?=[\s-]|$)/.exec(reply)?.[0];
  if (code?.startsWith('2')) return 'accepted';
  if (code === undefined) return classifyWords(reply);
  // A reply that is not in the table stays unknown, whatever words it holds.
  const readings = readingsOf(reply);
  return (
    firstMatch([...knownReplies, ...knownCodes], readings) ?? (code.startsWith('5') ? classOfCode(code) : 'unknown')
  );
}

/**
 * The class of what went wrong in a session. The phase tells a silence apart (greeting, acknowledgement, any other), and
 * where nothing else is known, whether it was the sign-in, the encryption or the recipient that was refused.
 */
export function classifyFailure(failure: SmtpFailure): ReplyClass {
  switch (failure.kind) {
    case 'reply':
      return classifyReplyAt(failure.phase, failure.text);
    case 'timeout':
      return timeouts[failure.phase] ?? 'answer-timeout';
    case 'closed':
      return classifyCutOff(failure.phase, failure.text.trim());
    case 'garbage':
      return 'not-smtp';
    case 'socket':
      // Before there is a connection nobody answered; later it is one that went dead.
      if (failure.code === 'ETIMEDOUT') return failure.phase === 'connect' ? 'connect-timeout' : 'connection-lost';
      return Object.hasOwn(socketCodes, failure.code) ? (socketCodes[failure.code] ?? 'unknown') : 'unknown';
    case 'tls':
      return 'tls';
    case 'not-offered':
      return failure.phase === 'auth' ? 'sign-in-refused' : 'tls';
  }
}

const timeouts: Partial<Record<SmtpPhase, ReplyClass>> = {
  connect: 'connect-timeout',
  banner: 'greeting-timeout',
  final: 'acknowledgement-timeout',
};

function classifyReplyAt(phase: SmtpPhase, text: string): ReplyClass {
  // The client hands in what it did not expect: a 250 or a 334 is no success here.
  if (/^\s*[123]/.test(text)) return phase === 'auth' ? 'sign-in-refused' : 'protocol-trouble';
  const found = classifyReply(text);
  if (found !== 'permanent-refusal' && found !== 'protocol-trouble') return found;
  if (phase === 'auth') return 'sign-in-refused';
  if (phase === 'starttls') return 'tls';
  return phase === 'rcpt' && found === 'permanent-refusal' ? 'recipient-refused' : found;
}

/** A server that hangs up within its last line may have said enough. */
function classifyCutOff(phase: SmtpPhase, said: string): ReplyClass {
  if (said !== '' && !/^\d{1,3}$|^\d{3}[\s-]/.test(said)) return 'not-smtp';
  const found = /^[45]\d\d[\s-]/.test(said) ? classifyReplyAt(phase, said) : 'unknown';
  return found === 'unknown' ? 'connection-lost' : found;
}

/** Words that came without the three digits. */
function classifyWords(words: string): ReplyClass {
  const isReply = /^[45]\.\d{1,3}\.\d{1,3}\b/.test(words);
  const found = firstMatch([...knownReplies, ...(isReply ? knownCodes : knownFailures)], [words]);
  return found ?? (isReply && words.startsWith('5') ? 'permanent-refusal' : 'unknown');
}

/** A permanent refusal by its digits alone: RFC 5321, and RFC 4954 for signing in. */
function classOfCode(code: string): ReplyClass {
  if (/^53[458]$/.test(code)) return 'sign-in-refused';
  return /^50[0-4]$/.test(code) ? 'protocol-trouble' : 'permanent-refusal';
}

function firstMatch(patterns: typeof knownReplies, readings: readonly string[]): ReplyClass | undefined {
  return patterns.find(([pattern]) => readings.some((words) => pattern.test(words)))?.[1];
}

/** Each line without its digits; then all of them as one sentence, for words that were broken over lines. */
function readingsOf(reply: string): string[] {
  const lines = reply.split(/\r?\n/).map((line) => line.replace(/^\d{3}[\s-]/, '').trim());
  if (lines.length === 1) return lines;
  const [first = '', ...rest] = lines;
  return [...lines, [first, ...rest.map((line) => line.replace(/^[45]\.\d{1,3}\.\d{1,3} /, ''))].join(' ')];
}
