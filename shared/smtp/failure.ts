import type { SmtpPhase } from './phase';

/** How a session or a mail failed, as the SMTP client saw it. Texts are the server's own: hostile, at most 4 KB. */
export type SmtpFailure = { phase: SmtpPhase } & (
  | /** A reply that refuses: code 400 to 599, or one that does not belong here. `text` is the whole reply, its lines joined by line feeds. */ {
      kind: 'reply';
      text: string;
    }
  | /** No whole reply within the phase's time limit. */ { kind: 'timeout' }
  | /** The server closed the connection, perhaps within a reply: `text` is what had arrived of it. */ {
      kind: 'closed';
      text: string;
    }
  | /** What arrived is no SMTP reply: binary, no code, a line or a reply without end. */ {
      kind: 'garbage';
      text: string;
    }
  | /** The socket failed; `code` is the system's (ECONNREFUSED, ECONNRESET, ETIMEDOUT, ...). */ {
      kind: 'socket';
      code: string;
      text: string;
    }
  | /** The encrypted session could not be set up. */ { kind: 'tls'; text: string }
  | /** The server's EHLO offers no STARTTLS, or no AUTH that RelayTune knows; `text` is what it offers. */ {
      kind: 'not-offered';
      text: string;
    }
);

/** The code of the reply that failed it, also of one that was cut off within its text; null where there was none. */
export function replyCode(failure: SmtpFailure): number | null {
  if (failure.kind !== 'reply' && failure.kind !== 'closed') return null;
  const code = /^\s*([2-5]\d\d)(?=[ -])/.exec(failure.text)?.[1];
  return code === undefined ? null : Number(code);
}
