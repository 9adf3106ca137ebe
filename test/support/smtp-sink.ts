import { configurationFolder, freePort, isRoot, startPostfix, untilListening } from './postfix-tools';

export type Sink = {
  port: number;
  /** What it has counted: sessions that ended, QUITs, and mails it took. */
  counts(): { sessions: number; quits: number; mails: number };
  end(): Promise<void>;
};

/**
 * Postfix's smtp-sink on a free port of 127.0.0.1, which takes every mail and keeps none.
 * @param words its options: -r/-f/-q/-Q COMMAND and -W COMMAND:SECONDS bend a command, -m holds the sessions down
 * @param counting each session and mail is written down, which takes time; without it `counts` is all 0
 */
export async function startSink(words: readonly string[] = [], counting = true): Promise<Sink> {
  const configuration = await configurationFolder();
  const port = await freePort();
  // Root's sink must become somebody else; 600 is how many may wait for it to accept them.
  const own = [...(counting ? ['-c'] : []), ...(isRoot ? ['-u', 'nobody'] : [])];
  const sink = startPostfix('usr/sbin/smtp-sink', [...own, ...words, `127.0.0.1:${port}`, '600'], configuration.folder);
  await untilListening(port, sink);
  return {
    port,
    counts() {
      const last = [...sink.text().matchAll(/sess=(\d+) quit=(\d+) mesg=(\d+)/g)].at(-1) ?? [];
      const [sessions = 0, quits = 0, mails = 0] = last.slice(1).map(Number);
      return { sessions, quits, mails };
    },
    async end() {
      await sink.end();
      await configuration.end();
    },
  };
}
