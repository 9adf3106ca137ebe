import type { SmtpBurstResult } from './smtp-burst';

/** What somebody must know who reads an SMTP burst's numbers, most urgent first. */
export function smtpBurstNotes({ lag, asked }: SmtpBurstResult): { status: 'info' | 'warning'; text: string }[] {
  return [
    ...(lag.isTrusted
      ? []
      : [
          {
            status: 'warning' as const,
            text: `RelayTune itself was late by ${lag.p99Ms} ms (99 %): no times are given, since they would be its own. The counts hold. Close other programs, or ask for fewer sessions or a lower rate.`,
          },
        ]),
    ...(asked < 100 ? [{ status: 'info' as const, text: `With ${asked} mails the 99 % value is a single mail.` }] : []),
  ];
}
