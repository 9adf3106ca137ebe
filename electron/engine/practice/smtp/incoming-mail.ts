/** What is kept of a mail's text: headers and the first of its body, in bounded memory. */
const keptBytes = 64 * 1024;

/** A mail on its way in, line by line after DATA. */
export type IncomingMail = {
  add(line: string): void;
  /** Bytes on the wire so far, line breaks included. */
  bytes(): number;
  /** The first 64 KB as the sender meant them, without the dots that SMTP adds. */
  text(): string;
  /** A header's value; null when it is not there. */
  header(name: string): string | null;
};

export function createIncomingMail(): IncomingMail {
  const lines: string[] = [];
  let bytes = 0;
  return {
    add(line) {
      bytes += line.length + 2;
      if (bytes <= keptBytes) lines.push(line.startsWith('.') ? line.slice(1) : line);
    },
    bytes: () => bytes,
    text: () => lines.join('\r\n'),
    header(name) {
      const start = `${name.toLowerCase()}:`;
      const end = lines.indexOf('');
      const found = lines.slice(0, end < 0 ? lines.length : end).find((line) => line.toLowerCase().startsWith(start));
      return found?.slice(start.length).trim() ?? null;
    },
  };
}
