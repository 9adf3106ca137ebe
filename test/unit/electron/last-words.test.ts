import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { lastWords } from '../../../electron/shell/last-words';
import { scrubber } from '../../../shared/scrub';
import { canary, canaryIn } from '../../support/canary';

/** What is kept of a process that runs this script and dies. */
async function wordsOf(script: string) {
  const child = spawn(process.execPath, ['-e', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { CANARY: canary },
  });
  let raw = '';
  child.stderr.on('data', (chunk: Buffer) => (raw += chunk.toString('utf8')));
  const words = lastWords(child.stderr, scrubber([canary]));
  await once(child, 'close');
  return { raw, words: words() };
}

test('a crash that nobody caught is told without the secret, in whatever form it is in the text', async () => {
  const { raw, words } = await wordsOf(`
    const text = process.env.CANARY, bytes = Buffer.from(text, 'utf16le');
    console.error(text, bytes.toString('base64'), bytes.toString('hex'), encodeURIComponent(text));
    Promise.reject(new Error('The server said: ' + text));
  `);
  expect(canaryIn(raw)).toContain('text');
  expect(canaryIn(words)).toEqual([]);
  expect(words).toContain('Error: The server said: [secret]');
});

test('of much that is printed the end is kept, and a secret at its beginning is not left in half', async () => {
  const { words } = await wordsOf(`
    process.stderr.write('x'.repeat(100000) + process.env.CANARY + 'y'.repeat(7985));
  `);
  expect(words).toHaveLength(8000);
  expect(words).toBe(`${'x'.repeat(7)}[secret]${'y'.repeat(7985)}`);
});
