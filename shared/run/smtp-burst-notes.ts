import { subjectStart } from '../database-mail/test-mails';
import { enoughMails, fewMails, mailsOf, were, type BurstNote } from './burst-notes';
import type { SmtpBurstResult } from './smtp-burst';

/**
 * What somebody must know who reads an SMTP burst's numbers, most urgent first.
 * @param sqlAddresses where the SQL Server's mail comes from, as far as known
 */
export function smtpBurstNotes(burst: SmtpBurstResult, sqlAddresses: readonly string[]): BurstNote[] {
  const { asked, unanswered, mailboxes, outside, lag, marker, queueWatched } = burst;
  const notes: BurstNote[] = [];
  const stopped = whyStopped(burst);
  if (stopped !== null) notes.push(stopped);
  if (unanswered > 0)
    notes.push({
      status: 'warning',
      text: `${mailsOf(unanswered)} got no answer after the last dot, and may have been delivered all the same. Look for subjects that begin with “${subjectStart(marker).trim()}”.`,
    });
  if (!lag.isTrusted)
    notes.push({
      status: 'warning',
      text: `No times are given: RelayTune itself was late by ${Math.round(lag.p99Ms)} ms (99 %), which would count as the server’s. Close what keeps this computer busy and test again.`,
    });
  const source = whichSource(burst.sourceAddress, sqlAddresses);
  if (source !== null) notes.push({ status: 'warning', text: source });
  if (outside.length > 0)
    notes.push({
      status: 'warning',
      text: `Sent outside the accepted domains, as you wanted: ${outside.join(', ')}.`,
    });
  if (mailboxes === 1 && asked > 1)
    notes.push({
      status: 'warning',
      text: 'All mails went to one mailbox. Exchange 2010 delivers to a mailbox one mail at a time, which slows its acknowledgements: enter more test mailboxes on page 1.',
    });
  if (!queueWatched)
    notes.push({
      status: 'info',
      text: 'The hub’s queues could not be watched: the test would not have ended by itself when they grew.',
    });
  const timed = burst.total?.count ?? 0;
  notes.push(...fewMails(timed));
  if (timed >= enoughMails && timed < enoughForPercent)
    notes.push({
      status: 'info',
      text: `With ${timed} timed mails the slowest 1 % means ${mailsOf(Math.ceil(timed / 100))}: the 99 % values rest on that.`,
    });
  return notes;
}

/** Below this the slowest percent is a handful of mails. */
const enoughForPercent = 1000;

/** What the source address means for the numbers; null where it is the SQL Server's. */
function whichSource(address: string, sqlAddresses: readonly string[]): string | null {
  const why = 'limits count per source, and another connector may have answered';
  if (address === '') return `Sent from an unknown address: ${why}.`;
  if (sqlAddresses.length === 0)
    return `Sent from ${address}; the SQL Server’s address is not known, so it may be another: ${why}.`;
  return sqlAddresses.includes(address) ? null : `Sent from ${address}, which is not the SQL Server’s address: ${why}.`;
}

function whyStopped({ stoppedBy, accepted, asked, notSent }: SmtpBurstResult): BurstNote | null {
  const rest = notSent === 0 ? '' : ` ${mailsOf(notSent)} of ${asked} ${were(notSent)} not sent.`;
  const stopped = (why: string): BurstNote => ({ status: 'warning', text: `Ended early: ${why}.${rest}` });
  switch (stoppedBy) {
    case 'user':
      return { status: 'info', text: `Stopped after ${mailsOf(accepted)} ${were(accepted)} accepted.${rest}` };
    case 'failures':
      return stopped('a fifth of the mails failed with something else than a 421');
    case 'recipient-refused':
      return stopped('the server refused a test mailbox for good, so check the addresses on page 1');
    case 'back-pressure':
      return stopped('the server is short of resources and said so with 452, and real mail comes first');
    case 'contact-lost':
      return stopped('the server stopped answering, or cannot be reached');
    case 'queue-length':
      return stopped(
        'the hub’s queues grew by more than the test itself sends, so real mail may be held up: look at Get-Queue',
      );
    case 'duration':
      return stopped('it took longer than a test may');
    case null:
      return null;
  }
}
