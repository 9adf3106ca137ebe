/** One mail as msdb shows it. Times are the server's own wall clock, as milliseconds of a day count without any zone. */
export type MailStatus = {
  id: number;
  status: 'unsent' | 'sent' | 'failed' | 'retrying';
  requestedMs: number;
  /** Written at every report in whole seconds, failures and retries too; null before the first. */
  sentMs: number | null;
};

/** sysmail_mailitems.sent_status; any other value shows as 'failed' in Microsoft's own view. */
export const statusOf = (code: number): MailStatus['status'] =>
  (['unsent', 'sent', 'failed', 'retrying'] as const)[code] ?? 'failed';

/** Whether Database Mail still has something to do for it; a mail whose row was not read yet is open too. */
export const isOpen = (mail: MailStatus | undefined) =>
  mail === undefined || mail.status === 'unsent' || mail.status === 'retrying';

export const countOf = (mails: readonly MailStatus[], status: MailStatus['status']) =>
  mails.filter((mail) => mail.status === status).length;
