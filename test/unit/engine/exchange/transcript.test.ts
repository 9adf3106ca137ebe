import { expect, it } from 'vitest';
import { createTranscript } from '../../../../electron/engine/exchange/powershell/transcript';

const at = () => new Date('2026-11-25T12:00:00.000Z');
const nothing = { output: [], errors: [], warnings: [], screen: '' };

it('shows objects as Format-List does, then warnings and errors', () => {
  const transcript = createTranscript(at);
  transcript.add('Get-ReceiveConnector', 12.4, {
    result: {
      output: [{ Name: 'Relay', Bindings: ['0.0.0.0:25', '[::]:25'], Banner: null }, { '': '7' }],
      errors: [{ message: 'No.', category: '', fullyQualifiedErrorId: 'Refused', reason: '' }],
      warnings: ['Careful.'],
      screen: 'What if: Setting it.',
    },
  });
  expect(transcript.entries()).toEqual([
    {
      at: '2026-11-25T12:00:00.000Z',
      script: 'Get-ReceiveConnector',
      milliseconds: 12,
      ok: false,
      output:
        'What if: Setting it.\n\nName     : Relay\nBindings : {0.0.0.0:25, [::]:25}\nBanner   : \n\n7\n\nWARNING: Careful.\n\nERROR: No. (Refused)',
    },
  ]);
});

it('keeps what ended without an answer, the last 200 requests, and the first of a long output', () => {
  const transcript = createTranscript(at);
  for (let n = 0; n < 205; n += 1) transcript.add(String(n), 1, { result: nothing });
  transcript.add('slow', 1, { problem: { code: 'x', title: 'Too slow.', detail: 'It took 2 s.', hint: '' } });
  transcript.add('long', 1, { result: { ...nothing, output: [{ '': 'x'.repeat(30_000) }] } });
  const entries = transcript.entries();
  expect(entries).toHaveLength(200);
  expect(entries[0]?.script).toBe('7');
  expect(entries.at(-2)).toMatchObject({ ok: false, output: 'Too slow. It took 2 s.' });
  expect(entries.at(-1)?.output).toMatch(/^x{20000}\n… \(30000 characters in all\)$/);
});
