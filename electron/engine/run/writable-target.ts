import type { Writer } from '../../../shared/run/event';

/** What a target looks like on its server now. */
export type TargetReading = {
  /** hashState over the fields that make a plan stale. */
  hash: string;
  /** Every setting the plan names, and whatever else the read-back should record, as the server writes it. */
  values: Record<string, string>;
};

/** One target of a plan: how it is read and written. Errors are ProblemErrors. */
export type WritableTarget = {
  read(): Promise<TargetReading>;
  /**
   * Takes hold of who will write, for the announcement: from then on `write` goes through it or fails as not begun. Null, or
   * absent, where nothing outlives the program.
   */
  hold?(): Promise<Writer | null>;
  /**
   * Runs exactly the plan's command; answers the warnings it printed, and all else that it printed, as its shell or query window shows it
   * ('' for nothing); null where that is not told.
   */
  write(): Promise<{ warnings: string[]; output: string | null }>;
  /** Lets go of what `hold` took. Never throws. */
  release?(): Promise<void>;
  /** What must not have changed but did; null when all is well. */
  guard?(before: TargetReading, after: TargetReading): string | null;
};
