import type { SmtpBurstResult, SmtpBurstWanted, SmtpConnections } from '../../../shared/run/smtp-burst';

/** The choices as typed. */
export type SmtpBurstDraft = {
  mails: string;
  sessions: string;
  /** Empty = all at once. */
  rate: string;
  connections: SmtpConnections;
  encrypt: boolean;
  signIn: boolean;
  user: string;
  /** In memory while the page shows; it goes to the program with one test, and is kept nowhere. */
  password: string;
};

/** What a set of servers allows; the program checks it again. `clearPassword`: signing in without encryption. */
export type SmtpBurstCaps = {
  mails: number;
  sessions: number;
  rate: number;
  needsRate: boolean;
  clearPassword: boolean;
};

export const capsOf = (mode: 'practice' | 'servers'): SmtpBurstCaps =>
  mode === 'practice'
    ? { mails: 10_000, sessions: 600, rate: 1000, needsRate: false, clearPassword: true }
    : { mails: 1000, sessions: 600, rate: 15, needsRate: true, clearPassword: false };

/** The choices of an earlier test of the run, so that before and after compare; else what suits most. */
export function firstDraft(mode: 'practice' | 'servers', earlier: SmtpBurstResult | null): SmtpBurstDraft {
  const rate = earlier ? earlier.ratePerSecond : mode === 'servers' ? 15 : null;
  return {
    mails: String(earlier?.asked ?? 100),
    sessions: String(earlier?.sessions ?? 50),
    rate: rate === null ? '' : String(rate),
    connections: earlier?.connections ?? 'one-per-mail',
    encrypt: earlier?.encrypted ?? false,
    signIn: earlier?.signedIn ?? false,
    user: '',
    password: '',
  };
}

export type DraftMessages = Partial<Record<'mails' | 'sessions' | 'rate' | 'encrypt' | 'user' | 'password', string>>;
type Wanted = Omit<SmtpBurstWanted, 'acceptedOutside' | 'sourceAddress'>;
export type ReadDraft = { messages: DraftMessages; wanted: Wanted | null };

/** What the choices ask for, or what to enter instead. */
export function readDraft(draft: SmtpBurstDraft, caps: SmtpBurstCaps): ReadDraft {
  const mails = whole(draft.mails, caps.mails);
  const sessions = whole(draft.sessions, caps.sessions);
  const rate = draft.rate.trim() === '' && !caps.needsRate ? null : decimal(draft.rate, caps.rate);
  const messages: DraftMessages = {
    ...(mails === undefined && { mails: `Enter a whole number from 1 to ${caps.mails}.` }),
    ...(sessions === undefined && { sessions: `Enter a whole number from 1 to ${caps.sessions}.` }),
    ...(rate === undefined && {
      rate: `Enter a number from 0.1 to ${caps.rate}${caps.needsRate ? '' : ', or nothing for all at once'}.`,
    }),
    ...(draft.signIn &&
      !draft.encrypt &&
      !caps.clearPassword && {
        encrypt: 'Tick this, or do not sign in: no password is sent over an unencrypted session.',
      }),
    ...(draft.signIn && draft.user.trim() === '' && { user: 'Enter the user to sign in as.' }),
    ...(draft.signIn && draft.password === '' && { password: 'Enter the password.' }),
  };
  if (mails === undefined || sessions === undefined || rate === undefined || Object.keys(messages).length > 0)
    return { messages, wanted: null };
  return {
    messages,
    wanted: {
      mails,
      sessions,
      ratePerSecond: rate,
      connections: draft.connections,
      encrypt: draft.encrypt,
      signIn: draft.signIn ? { user: draft.user.trim(), password: draft.password } : null,
    },
  };
}

function whole(text: string, most: number): number | undefined {
  const value = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
}

function decimal(text: string, most: number): number | undefined {
  const value = /^\d{1,4}(?:\.\d{1,2})?$/.test(text.trim()) ? Number(text) : 0;
  return value >= 0.1 && value <= most ? value : undefined;
}
