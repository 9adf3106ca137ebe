/** A reply as received: its code, and its lines without their line breaks, codes included. */
export type SmtpReply = { kind: 'reply'; code: number; lines: readonly string[] };
/** What is no reply: bytes without a code, lines whose codes differ, a line or a reply without end. */
export type Garbage = { kind: 'garbage'; text: string };

export type ReplyReader = {
  /** Takes bytes in, read as latin1. */
  push(chunk: string): void;
  /** The next whole reply, in the order received; null while there is none. After garbage nothing more is read. */
  take(): SmtpReply | Garbage | null;
  /** What has arrived of a reply that is not whole yet. */
  rest(): string;
};

/** RFC 5321 (4.5.3.1.5) allows 512 bytes a line; real servers exceed it, hostile ones have no end. */
const longestLine = 4096;
const mostLines = 128;
const replyLine = /^[2-5]\d\d(?:[ -]|$)/;

/** Splits a server's bytes into SMTP replies (RFC 5321, 4.2) in bounded memory. */
export function createReplyReader(): ReplyReader {
  let bytes = '';
  let lines: string[] = [];
  let isBroken = false;

  const garbage = (line: string): Garbage => {
    isBroken = true;
    bytes = '';
    return { kind: 'garbage', text: [...lines, line].join('\n').slice(0, longestLine) };
  };

  return {
    push(chunk) {
      // Nothing is kept beyond what take() needs to see that a line has no end: many sessions may be held by nobody who reads.
      if (!isBroken && bytes.length <= longestLine) bytes += chunk;
    },
    take() {
      for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n')) {
        const line = bytes.slice(0, bytes[end - 1] === '\r' ? end - 1 : end);
        const code = line.slice(0, 3);
        const isReply = line.length <= longestLine && replyLine.test(line);
        if (!isReply || lines.length === mostLines || lines[0]?.startsWith(code) === false) return garbage(line);
        bytes = bytes.slice(end + 1);
        if (lines.length === 0) lines = [line];
        else lines.push(line);
        if (line[3] === '-') continue;
        const reply: SmtpReply = { kind: 'reply', code: Number(code), lines };
        lines = [];
        return reply;
      }
      return bytes.length > longestLine ? garbage(bytes) : null;
    },
    rest: () => [...lines, bytes].join('\n').slice(0, longestLine),
  };
}

/** Its lines joined by line feeds. */
export const textOf = ({ lines }: SmtpReply) => lines.join('\n');
