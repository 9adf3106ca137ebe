import { describe, expect, it, test } from 'vitest';
import {
  countCauses,
  countMayArriveTwice,
  countTries,
  failedTries,
  type LogRow,
} from '../../../../shared/database-mail/failed-tries';
import type { MailStatus } from '../../../../shared/database-mail/mail-status';

const failure = (cause: string) =>
  `The mail could not be sent to the recipients because of the mail server failure. (Sending Mail using Account 3 (2011-05-12T10:32:07). Exception Message: ${cause}.\n)`;
const timeout = failure('Cannot send mails to mail server. (The operation has timed out.)');
const perSource = failure(
  'Cannot send mails to mail server. (Service not available, closing transmission channel. The server response was: 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel)',
);

const row = (log_id: number, mailitem_id: number | null, description: string, event_type = 'error'): LogRow => ({
  log_id,
  mailitem_id,
  description,
  event_type,
  loggedAt: '2011-05-12T10:32:08',
  process_id: 4004,
});
const mail = (id: number, status: MailStatus['status']): MailStatus => ({ id, status, requestedMs: 0, sentMs: null });

describe('failedTries', () => {
  test('are error rows of mails, and warnings that say why', () => {
    const rows = [
      row(1, null, 'DatabaseMail process is started', 'information'),
      row(2, 7, perSource),
      row(3, 7, perSource, 'warning'),
      row(4, 7, 'Mail Id 7 has exceeded the retry count. This mail item will not be sent.', 'warning'),
      row(5, 8, 'The mail was successfully sent to the recipients.', 'success'),
      row(6, null, perSource),
      row(7, 9, 'Something in another language.'),
    ];
    expect(failedTries(rows).map((each) => [each.logId, each.mailitemId, each.cause])).toEqual([
      [2, 7, 'per-source-limit'],
      [3, 7, 'per-source-limit'],
      [7, 9, 'unknown'],
    ]);
  });
});

test('causes are counted by distinct mails and by tries', () => {
  const tries = failedTries([row(1, 7, perSource), row(2, 8, perSource), row(3, 7, perSource), row(4, 8, timeout)]);
  const causes = countCauses(tries);
  expect(causes.map(({ cause, mails, tries: count }) => [cause, mails, count])).toEqual([
    ['per-source-limit', 2, 3],
    ['timeout', 1, 1],
  ]);
  expect(countTries(causes)).toEqual({ refused421: 3, timedOut: 1 });
});

describe('countMayArriveTwice', () => {
  it.each<[string, LogRow[], MailStatus[], number]>([
    ['timed out, then sent', [row(1, 7, timeout)], [mail(7, 'sent')], 1],
    ['timed out, and will be tried again', [row(1, 7, timeout)], [mail(7, 'retrying')], 1],
    ['timed out twice counts once', [row(1, 7, timeout), row(2, 7, timeout)], [mail(7, 'failed')], 1],
    ['timed out, then refused', [row(1, 7, timeout), row(2, 7, perSource)], [mail(7, 'failed')], 1],
    ['refused, then timed out for good', [row(1, 7, perSource), row(2, 7, timeout)], [mail(7, 'failed')], 0],
    ['timed out at its only try', [row(1, 7, timeout)], [mail(7, 'failed')], 0],
    ['refused, then sent', [row(1, 7, perSource)], [mail(7, 'sent')], 0],
    ['two mails', [row(1, 7, timeout), row(2, 8, timeout)], [mail(7, 'sent'), mail(8, 'sent')], 2],
  ])('%s', (_, rows, mails, twice) => {
    expect(countMayArriveTwice(failedTries(rows), mails)).toBe(twice);
  });
});
