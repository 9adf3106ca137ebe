import { formatMs } from '../format';
import { mailsOf } from '../run/burst-notes';
import type { SmtpBurstResult } from '../run/smtp-burst';
import type { ReplyClass } from './reply-class';

/** What to say where no phase was slow, and whether that is good news. */
export type NoneSlow = { isFast: boolean; text: string };

/** Only phases that ended are timed: with a server that fell silent, fast ones are not the whole. */
export function noneSlow({ causes }: SmtpBurstResult, barMs: number): NoneSlow {
  const silent = causes.filter(({ cause }) => silences.includes(cause)).reduce((sum, { mails }) => sum + mails, 0);
  return silent === 0
    ? { isFast: true, text: `No phase was slow (95 % under ${formatMs(barMs)} each).` }
    : {
        isFast: false,
        text: `No phase that ended was slow, but ${mailsOf(silent)} timed out or lost the connection: see why mails failed.`,
      };
}

const silences: readonly ReplyClass[] = [
  'timeout',
  'connect-timeout',
  'greeting-timeout',
  'answer-timeout',
  'acknowledgement-timeout',
  'connection-lost',
];
