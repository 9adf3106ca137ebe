import type { SmtpFailure } from '../../../shared/smtp/failure';
import type { SmtpPhase } from '../../../shared/smtp/phase';
import { textOf, type Garbage, type SmtpReply } from './reply-reader';

/**
 * Called at the end of each phase, whatever the reply was, and also when its time limit ended it; with wall times of
 * `performance.now()`.
 */
export type OnPhase = (phase: SmtpPhase, startedMs: number, endedMs: number) => void;

/** What is sent; several parts go out together. */
export type Text = string | readonly string[];

/** One turn of a conversation: what is said, and how it goes on. */
export type Turn = {
  phase: SmtpPhase;
  /** Null where the server speaks first. */
  text: Text | null;
  /** Goes on after a reply like this, by its first digit: a 251 is as good as a 250. Null takes any reply. */
  wanted: number | null;
  limitMs: number;
};

/** Whether it goes on after this reply. */
export const goesOn = ({ wanted }: Turn, { code }: SmtpReply) =>
  wanted === null || Math.floor(code / 100) === Math.floor(wanted / 100);

/** A refusal may come unasked (a session that was left idle); anything else would be taken for the answer to what is asked next. */
export function saidUnasked(phase: SmtpPhase, reading: SmtpReply | Garbage): SmtpFailure {
  if (reading.kind === 'garbage') return { phase, ...reading };
  const kind = reading.code >= 400 ? 'reply' : 'garbage';
  return { phase, kind, text: textOf(reading) };
}
