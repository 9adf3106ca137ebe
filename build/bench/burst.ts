import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFolder, postfix, postfixEnvironment } from '../../test/support/postfix-tools';
import { startSink } from '../../test/support/smtp-sink';
import { burst } from './burst-side';
import { inTurn, medianPair, shown, type BenchResult, type Say } from './result';

// Nine: a run of either side differs from the next by a tenth on two cores.
const runs = 9;
const lookMilliseconds = 20;
const peerName = 'Postfix smtp-source';

type Side = { perSecond: number; megabytes: number };

/** Both figures of the bursts, which are sent once for the two of them. */
export function burstBenches(): Record<'burst-throughput' | 'burst-memory', (say: Say) => Promise<BenchResult>> {
  let sides: ReturnType<typeof sendBursts> | null = null;
  async function figures(say: Say, figure: keyof Side) {
    const { ours, peer } = await (sides ??= sendBursts(say));
    return {
      ...medianPair({ ours: ours.map((each) => each[figure]), peer: peer.map((each) => each[figure]) }),
      peerName,
    };
  }
  return {
    'burst-throughput': async (say) => ({
      name: 'burst-throughput',
      ...(await figures(say, 'perSecond')),
      unit: 'mails/s',
      better: 'higher',
    }),
    'burst-memory': async (say) => ({
      name: 'burst-memory',
      ...(await figures(say, 'megabytes')),
      unit: 'MB',
      better: 'lower',
    }),
  };
}

/** Each side's bursts to the same sink, each from a process of its own. */
async function sendBursts(say: Say): Promise<{ ours: Side[]; peer: Side[] }> {
  const sink = await startSink([], false);
  const configuration = await configurationFolder();
  const ours = () => watch(spawn(process.execPath, [__filename, '--burst-to', String(sink.port)]));
  const words = ['-s', burst.sessions, '-m', burst.mails, '-l', burst.bodyBytes, `127.0.0.1:${sink.port}`].map(String);
  const source = join(postfix ?? '', 'usr/sbin/smtp-source');
  const peer = () => watch(spawn(source, words, { env: postfixEnvironment(configuration.folder) }));
  try {
    return await inTurn(runs, ours, peer, (mine, theirs) =>
      say(
        `burst: ${shown(mine.perSecond)} mails/s and ${shown(mine.megabytes)} MB, ` +
          `smtp-source ${shown(theirs.perSecond)} mails/s and ${shown(theirs.megabytes)} MB`,
      ),
    );
  } finally {
    await sink.end();
    await configuration.end();
  }
}

/** From the start of the process to its end; ours says itself how long it sent, since Node's own start is no sending. */
async function watch(child: ChildProcess): Promise<Side> {
  const startedAt = performance.now();
  let [said, trouble, peak] = ['', '', 0];
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (trouble += chunk.toString()));
  const timer = setInterval(() => (peak = highWaterMark(child.pid) ?? peak), lookMilliseconds);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(timer);
  if (code !== 0) throw new Error(`A burst ended with ${code}: ${trouble}`);
  const milliseconds = Number(said) || performance.now() - startedAt;
  return { perSecond: (burst.mails * 1000) / milliseconds, megabytes: peak / 1024 };
}

/** Kilobytes that the process had in memory at most, by the kernel; null once it is gone. */
function highWaterMark(id: number | undefined): number | null {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes);
  } catch {
    return null;
  }
}
