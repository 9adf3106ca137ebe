import type { LabClock } from '../clock';

/** What goes wrong on the practice hubs, for tests and for practising. Counts are a hub's, over all its sessions, from 1. */
export type SmtpFaults = {
  /** Answers to the n-th MAIL, RCPT, DATA or final dot instead of the hub's own; '' says nothing at all (after the final dot the mail is taken). */
  answers?: readonly { to: SmtpStep; number: number; reply: string }[];
  /** MAIL waits 10 s, each next one 5 s longer up to 55 s; then it is refused. (Exchange's own steps come with time.) */
  backPressure?: boolean;
  /** The transport service is paused. */
  paused?: boolean;
  /** MaxConnectionRatePerMinute: what comes faster is let in later. No 421 is known for it. */
  connectionsPerMinute?: number;
};

type SmtpStep = 'MAIL' | 'RCPT' | 'DATA' | 'final';

export type Faults = {
  /** Refuses a new connection with this reply; null lets it in. */
  readonly refusal: string | null;
  /** Lab milliseconds that a new connection waits before it is let in. */
  admission(): number;
  /** Lab milliseconds that this MAIL waits, and the refusal that follows, if any. */
  pressure(): { waits: number; refusal: string | null };
  /** The answer to this step instead of the hub's own; null where there is none. */
  answer(step: SmtpStep): string | null;
};

const firstWait = 10_000;
const waitStep = 5000;
const longestWait = 55_000;
const minute = 60_000;

export function createFaults(
  { answers = [], backPressure, paused, connectionsPerMinute }: SmtpFaults,
  clock: LabClock,
): Faults {
  const counts: Record<SmtpStep, number> = { MAIL: 0, RCPT: 0, DATA: 0, final: 0 };
  const replies = new Map(answers.map(({ to, number, reply }) => [`${to} ${number}`, reply]));
  let nextWait = firstWait;
  let nextAdmission = 0;
  return {
    refusal: paused ? '421 4.3.2 Service not available' : null,
    admission() {
      if (connectionsPerMinute === undefined) return 0;
      const at = Math.max(clock.now(), nextAdmission);
      nextAdmission = at + minute / connectionsPerMinute;
      return at - clock.now();
    },
    pressure() {
      if (!backPressure) return { waits: 0, refusal: null };
      if (nextWait > longestWait) return { waits: 0, refusal: '452 4.3.1 Insufficient system resources' };
      const waits = nextWait;
      nextWait += waitStep;
      return { waits, refusal: null };
    },
    answer(step) {
      counts[step] += 1;
      return replies.get(`${step} ${counts[step]}`) ?? null;
    },
  };
}
