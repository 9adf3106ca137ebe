/** More than is kept, so that a secret is whole when it is looked for. */
const mostHeard = 32_000;
const mostKept = 8000;

/** Listens to what a process prints; answers the end of it, scrubbed. */
export function lastWords(stream: NodeJS.ReadableStream | null, scrub: (text: string) => string): () => string {
  let heard = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (text: string) => {
    heard = (heard + text).slice(-mostHeard);
  });
  // A pipe that breaks has said its last.
  stream?.on('error', () => undefined);
  return () => scrub(heard).slice(-mostKept);
}
