import type { SmtpStop } from '../run/smtp-burst';
import type { SmtpPhase } from './phase';
import type { ReplyClass } from './reply-class';

/** A mail that was not accepted, as the rule sees it; `code` is the reply's, null where none came. */
export type FailedMail = { phase: SmtpPhase; cause: ReplyClass; code: number | null };

export type StopRule = {
  accepted(): void;
  /** What the burst must end for after this failure; null to go on. */
  failed(mail: FailedMail): Exclude<SmtpStop, 'user' | 'duration' | 'queue-length'> | null;
};

/** A rate over fewer mails than this says nothing. */
const enoughMails = 10;
const mostOtherFailures = 0.2;
/** So many mails in a row that reached no server. */
const mostWithoutContact = 5;
const contactPhases: ReadonlySet<SmtpPhase> = new Set(['connect', 'banner']);

/**
 * When a burst ends by itself, so that a test never makes things worse: at the first permanent refusal
 * of a recipient, at back pressure, when the server cannot be reached any more, and when a fifth of the mails failed with
 * something else than a 421. The 421s are what the test looks for, so they never end it.
 */
export function stopRule(): StopRule {
  let finished = 0;
  let otherFailures = 0;
  let withoutContact = 0;
  return {
    accepted() {
      finished += 1;
      withoutContact = 0;
    },
    failed({ phase, cause, code }) {
      finished += 1;
      if (code !== 421) otherFailures += 1;
      withoutContact = code === null && contactPhases.has(phase) ? withoutContact + 1 : 0;
      if (phase === 'rcpt' && code !== null && code >= 500) return 'recipient-refused';
      if (cause === 'back-pressure') return 'back-pressure';
      if (withoutContact >= mostWithoutContact) return 'contact-lost';
      if (finished >= enoughMails && otherFailures >= mostOtherFailures * finished) return 'failures';
      return null;
    },
  };
}
