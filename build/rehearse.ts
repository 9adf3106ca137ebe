import { rehearse } from './rehearse/story';
import { help, parseOptions } from './rehearse/options';
import { printReport } from './rehearse/report';

/** `npm run -s rehearse`: the whole story on the practice lab, without a window. See rehearse/options.ts for its options. */
async function main(words: readonly string[]): Promise<number> {
  const parsed = parseOptions(words);
  if ('help' in parsed) {
    process.stdout.write(help);
    return 0;
  }
  if ('error' in parsed) {
    process.stderr.write(`rehearse: ${parsed.error} See rehearse -- --help.\n`);
    return 2;
  }
  const { options } = parsed;
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  const result = await rehearse(options, options.json ? () => undefined : say);
  if (!result.ok) {
    const { title, detail, hint } = result.error;
    process.stderr.write(`rehearse: ${title} ${detail} ${hint}\n`);
    return 1;
  }
  process.stdout.write(options.json ? `${JSON.stringify(result.value)}\n` : printReport(result.value));
  return 0;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
