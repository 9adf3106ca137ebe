import { expect, it } from 'vitest';
import { readEnvelope } from '../../../../electron/engine/exchange/powershell/envelope';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const envelope = (...records: string[]) => `RT1:${base64(records.join('\n'))}\r\n`;

it('keeps what was written on the screen before it, without colours', () => {
  const screen = '\u001b[33;1mWhat if: Setting it.\u001b[0m\r\nTwice.\r\n';
  expect(readEnvelope(screen + envelope())).toEqual({
    output: [],
    errors: [],
    warnings: [],
    screen: 'What if: Setting it.\nTwice.',
  });
});

it('reads names that end with equals signs, lists, nulls and empty texts', () => {
  const record = ['O', `${base64('ab')}=${base64('x')}`, `${base64('L')}=[${base64('1')},-`, `${base64('N')}=-`].join(
    '\t',
  );
  expect(readEnvelope(envelope(record, `S\t${base64('')}`)).output).toEqual([
    { ab: 'x', L: ['1', ''], N: null },
    { '': '' },
  ]);
});

it.each(['', 'no envelope here', 'RT1:???', envelope('Z\tunknown')])('%j cannot be read', (output) => {
  expect(() => readEnvelope(output)).toThrow(
    expect.objectContaining({ problem: expect.anything() as object }) as Error,
  );
});
