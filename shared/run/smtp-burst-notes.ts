import { subjectStart } from '../database-mail/test-mails';
import { enoughMails, mailsOf, type BurstNote } from './burst-notes';
import type { SmtpBurstResult } from './smtp-burst';

/**
 * What somebody must know who reads an SMTP burst's numbers, most urgent first.
 * @param sqlAddresses where the SQL Server's mail comes from, as far as known
 */
export function smtpBurstNotes(burst: SmtpBurstResult, sqlAddresses: readonly string[]): BurstNote[] {
  const { asked, unanswered, mailboxes, outside, lag, sourceAddress, marker } = burst;
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
  if (!sqlAddresses.includes(sourceAddress))
    notes.push({
      status: 'warning',
      text: `Sent from ${sourceAddress}, which is not the SQL Server’s address: limits count per source, and another connector may have answered.`,
    });
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
  if (asked > 0 && asked < enoughMails)
    notes.push({
      status: 'info',
      text: `With ${mailsOf(asked)} the 95 % and 99 % values rest on a few single mails; ${enoughMails} mails tell more.`,
    });
  else if (asked > 0 && asked < enoughForPercent)
    notes.push({
      status: 'info',
      text: `With ${mailsOf(asked)} the slowest 1 % means ${mailsOf(Math.ceil(asked / 100))}: the 99 % values rest on that.`,
    });
  return notes;
}

/** Below this the slowest percent is a handful of mails. */
const enoughForPercent = 1000;

function whyStopped({ stoppedBy, accepted, asked, notSent }: SmtpBurstResult): BurstNote | null {
  const rest = notSent === 0 ? '' : ` ${mailsOf(notSent)} of ${asked} ${notSent === 1 ? 'was' : 'were'} not sent.`;
  const stopped = (why: string): BurstNote => ({ status: 'warning', text: `Ended early: ${why}.${rest}` });
  switch (stoppedBy) {
    case 'user':
      return { status: 'info', text: `Stopped after ${mailsOf(accepted)} were accepted.${rest}` };
    case 'failures':
      return stopped('a fifth of the mails failed with something else than a 421');
    case 'recipient-refused':
      return stopped('the server refused a test mailbox for good, so check the addresses on page 1');
    case 'back-pressure':
      return stopped('the server is short of resources and said so with 452, and real mail comes first');
    case 'contact-lost':
      return stopped('the server stopped answering, or cannot be reached');
    case 'queue-length':
      return stopped('more mails waited on the hub than the test may add');
    case 'duration':
      return stopped('it took longer than a test may');
    case null:
      return null;
  }
}
