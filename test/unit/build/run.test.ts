import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../../build/run.mjs', import.meta.url));
const runScript = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

test('a command there is none of says which there are', () => {
  expect(runScript('strat')).toEqual({
    status: 1,
    stdout: '',
    stderr:
      'relaytune: There is no command "strat". Use one of: start, test, test:unit, test:long, test:e2e, check, fix, pictures, rehearse, bench, dev, package, make, icon.\n',
  });
});

test('every npm script is a command', async () => {
  const { default: manifest } = (await import('../../../package.json')) as {
    default: { scripts: Record<string, string> };
  };
  for (const [name, text] of Object.entries(manifest.scripts)) expect(text).toBe(`node build/run.mjs ${name}`);
  const { stderr } = runScript('none');
  for (const name of Object.keys(manifest.scripts)) expect(stderr).toContain(name);
});

test('npm start -- --help lists the options and does nothing', () => {
  const { status, stdout } = runScript('start', '--help');
  expect(status).toBe(0);
  for (const option of ['--smoke FILE.png', '--no-system-packages', '--help']) expect(stdout).toContain(option);
});

test.each([
  [['--smoke'], '--smoke needs a file name. For example: npm start -- --smoke shot.png\n'],
  [['--smoke', '--help2'], '--smoke needs a file name. For example: npm start -- --smoke shot.png\n'],
  [['--smok', 'x.png'], 'npm start does not know "--smok". See npm start -- --help.\n'],
])('npm start -- %j says what is wrong and what to do', (words, sentence) => {
  expect(runScript('start', ...words)).toEqual({ status: 1, stdout: '', stderr: `relaytune: ${sentence}` });
});
