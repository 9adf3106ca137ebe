/** Longest command line taken: far over what the standard allows, far under what would hurt. */
const longest = 8192;

export type LineReader = {
  /** Takes bytes in and calls back for each whole line, without its line break. */
  push(chunk: string): void;
};

/** Splits a client's bytes into lines in bounded memory; a line that never ends is reported once and thrown away. */
export function createLineReader(onLine: (line: string) => void, onTooLong: () => void): LineReader {
  let rest = '';
  return {
    push(chunk) {
      rest += chunk;
      let end = rest.indexOf('\n');
      while (end >= 0) {
        onLine(rest.slice(0, end).replace(/\r$/, ''));
        rest = rest.slice(end + 1);
        end = rest.indexOf('\n');
      }
      if (rest.length > longest) {
        rest = '';
        onTooLong();
      }
    },
  };
}
