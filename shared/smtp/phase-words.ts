import type { SmtpPhase } from './phase';

/** The phases of a session as they are shown. */
export const phaseWords: Readonly<Record<SmtpPhase, string>> = {
  connect: 'Connecting',
  banner: '220 banner',
  ehlo: 'EHLO',
  starttls: 'STARTTLS',
  auth: 'AUTH',
  mail: 'MAIL FROM',
  rcpt: 'RCPT TO',
  data: 'DATA',
  final: 'The mail, to its final 250',
  quit: 'QUIT',
};
