import type { SmtpFailure } from '../../../shared/smtp/failure';
import type { SmtpPhase } from '../../../shared/smtp/phase';

/** A session or a mail failed: by the server's reply, or without one. */
export class SmtpFailed extends Error {
  readonly failure: SmtpFailure;

  constructor(failure: SmtpFailure) {
    super(`${failure.phase}: ${failure.kind}`);
    this.name = 'SmtpFailed';
    this.failure = failure;
  }
}

/** The test was stopped in this phase. */
export class SmtpStopped extends Error {
  readonly phase: SmtpPhase;

  constructor(phase: SmtpPhase) {
    super('The test was stopped.');
    this.name = 'SmtpStopped';
    this.phase = phase;
  }
}
