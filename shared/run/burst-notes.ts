import { subjectStart } from '../database-mail/test-mails';
import type { BurstResult } from './measurement';

export type BurstNote = { status: 'info' | 'warning'; text: string };

/** Below this the slowest few percent are a mail or two. */
export const enoughMails = 100;

/** What somebody must know who reads a burst's numbers, most urgent first. */
export function burstNotes(burst: BurstResult): BurstNote[] {
  const { sent, foreignCount, mayArriveTwice, untimed } = burst;
  const notes: BurstNote[] = [];
  const stopped = whyStopped(burst);
  if (stopped !== null) notes.push(stopped);
  if (foreignCount > 0)
    notes.push({
      status: 'warning',
      text: `${mailsOf(foreignCount)} of other senders failed or ${were(foreignCount)} retried meanwhile.`,
    });
  if (mayArriveTwice > 0)
    notes.push({
      status: 'warning',
      text: `Up to ${mayArriveTwice} test mails may arrive twice: they timed out when Exchange may have had them already, and were tried again. Look for subjects that begin with “${subjectStart(burst.marker).trim()}”.`,
    });
  if (untimed > 0)
    notes.push({
      status: 'warning',
      text: `The server’s clock was changed during the test (summer time?): the delays of ${mailsOf(untimed)} are left out.`,
    });
  return [...notes, ...fewMails(sent - untimed)];
}

/** The note on percentages of few mails. @param timed those whose time was measured: a failed one has none */
export const fewMails = (timed: number): BurstNote[] =>
  timed === 0 || timed >= enoughMails
    ? []
    : [
        {
          status: 'info',
          text: `With ${timed === 1 ? '1 timed mail' : `${timed} timed mails`} the 95 % and 99 % values rest on a few single mails; ${enoughMails} mails tell more.`,
        },
      ];

function whyStopped({ stoppedBy, asked, waiting }: BurstResult): BurstNote | null {
  const still = waiting === 0 ? '' : ` ${waiting} of them ${were(waiting)} not sent yet and still will be.`;
  switch (stoppedBy) {
    case 'user':
      return { status: 'info', text: `Stopped after ${mailsOf(asked)} ${were(asked)} queued.${still}` };
    case 'foreign-failure':
      return {
        status: 'warning',
        text: `Queueing ended after ${mailsOf(asked)}: a mail that is not part of the test failed, and real mail comes first.${still}`,
      };
    case 'patience':
      return {
        status: 'warning',
        text: `Given up: nothing happened for longer than a retry takes. ${mailsOf(waiting)} of ${asked} ${waiting === 1 ? 'is' : 'are'} still unsent or retrying.`,
      };
    case null:
      return null;
  }
}

export const mailsOf = (count: number) => (count === 1 ? '1 mail' : `${count} mails`);
export const were = (count: number) => (count === 1 ? 'was' : 'were');
