import { parseArgs } from 'node:util';
import { benches } from './bench/benches';
import { sendOurBurst } from './bench/burst-side';
import { resultText, type BenchResult, type Say } from './bench/result';

const help = `Measures RelayTune against a peer in the same run.

npm run -s bench -- [options]

  --json        print one JSON object and nothing else
  --only NAME   this one alone; can be given more than once
  --reads N     reads of the powershell-round-trip: 1 to 1000 (100)
  --help        this text

burst-throughput        10,000 mails of 4 KB over 50 sessions, a connection each, against Postfix's smtp-source to the same
                        smtp-sink; mails a second, the median of five bursts in turn. Needs Postfix's tools (Linux).
burst-memory            the most that either process had in memory for it.
ladder                  the ladder to 100 sessions, against sockets that only connect, read a line and QUIT; milliseconds,
                        the median of eleven in turn. Needs Postfix's smtp-sink.
startup                 spawn to the first usable page, against a bare Electron window on the same runtime; milliseconds,
                        the median of five in turn.
memory                  what all processes hold 5 s after that (PSS), against the bare window; the median of three. Linux.
powershell-round-trip   one Get-ReceiveConnector on the one long-lived PowerShell session, against a PowerShell process of
                        its own for each; milliseconds a read. Needs a PowerShell (the one that the tests use).

What this machine has no means for is left out, and said on stderr. The ratio is ours divided by the peer's.
`;

/** `npm run bench`: each result is ours beside its peer. */
async function main(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      reads: { type: 'string', default: '100' },
      help: { type: 'boolean', default: false },
      // Ours as a process of its own: what burst-throughput starts.
      'burst-to': { type: 'string' },
    },
  });
  if (values['burst-to'] !== undefined) {
    await sendOurBurst(Number(values['burst-to']));
    return 0;
  }
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const reads = /^[1-9]\d{0,3}$/.test(values.reads) ? Number(values.reads) : 0;
  if (reads < 1 || reads > 1000) throw new Error('--reads: enter a whole number from 1 to 1000.');
  const all = benches(reads);
  const say: Say = (text) => void process.stderr.write(`${text}\n`);
  const results: BenchResult[] = [];
  for (const name of values.only ?? Object.keys(all)) {
    const bench = all[name];
    if (!bench) throw new Error(`There is no bench "${name}": use one of ${Object.keys(all).join(', ')}.`);
    if (bench.lacks === null) results.push(await bench.measure(values.json ? () => undefined : say));
    else if (values.only) throw new Error(`${name} needs ${bench.lacks}.`);
    else say(`${name} is left out: it needs ${bench.lacks}.`);
  }
  process.stdout.write(values.json ? `${JSON.stringify({ results })}\n` : results.map(resultText).join(''));
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
