import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReplyReader } from '../../../../electron/engine/smtp/reply-reader';

/** All that a reader makes of these chunks. */
function read(...chunks: string[]) {
  const reader = createReplyReader();
  const readings = [];
  for (const chunk of chunks) {
    reader.push(chunk);
    for (let reading = reader.take(); reading !== null; reading = reader.take()) readings.push(reading);
  }
  return { readings, rest: reader.rest() };
}

const ehlo = '250-hub.corp.example Hello [10.1.5.20]\r\n250-SIZE 10485760\r\n250 8BITMIME\r\n';
const ehloReply = {
  kind: 'reply',
  code: 250,
  lines: ['250-hub.corp.example Hello [10.1.5.20]', '250-SIZE 10485760', '250 8BITMIME'],
};

describe('createReplyReader', () => {
  it('reads one line and several, also without a text, a blank or a carriage return', () => {
    expect(read('220 hub ready\r\n', ehlo, '354\r\n', '250 \n').readings).toEqual([
      { kind: 'reply', code: 220, lines: ['220 hub ready'] },
      ehloReply,
      { kind: 'reply', code: 354, lines: ['354'] },
      { kind: 'reply', code: 250, lines: ['250 '] },
    ]);
  });

  it('reads the same whatever the pieces it comes in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: ehlo.length - 1 }), { maxLength: 12 }), (cuts) => {
        const edges = [0, ...[...new Set(cuts)].sort((a, b) => a - b), ehlo.length];
        const pieces = edges.slice(1).map((edge, at) => ehlo.slice(edges[at], edge));
        expect(read(...pieces).readings).toEqual([ehloReply]);
      }),
    );
  });

  it('keeps two replies that come at once apart, and says what came of a third', () => {
    expect(read('220 ready\r\n421 4.4.1 Connection timed out\r\n250-ha')).toEqual({
      readings: [
        { kind: 'reply', code: 220, lines: ['220 ready'] },
        { kind: 'reply', code: 421, lines: ['421 4.4.1 Connection timed out'] },
      ],
      rest: '250-ha',
    });
  });

  it.each([
    ['no code', 'SSH-2.0-OpenSSH_9.2\r\n', 'SSH-2.0-OpenSSH_9.2'],
    ['a code of four digits', '2200 ready\r\n', '2200 ready'],
    ['a code that SMTP has not', '199 odd\r\n', '199 odd'],
    ['a lower case letter after the code', '250x\r\n', '250x'],
    ['binary', '\x16\x03\x01\x00\xff\xfe\n', '\x16\x03\x01\x00\xff\xfe'],
    ['an empty line', '\r\n', ''],
    ['two codes in one reply', '250-one\r\n550 two\r\n', '250-one\n550 two'],
  ])('takes %s for no reply', (_name, sent, text) => {
    expect(read(sent).readings).toEqual([{ kind: 'garbage', text }]);
  });

  it.each([
    ['a line', 'a'.repeat(1000)],
    ['a reply', `250-${'a'.repeat(60)}\r\n`],
    ['empty lines after a code', '250-\r\n'],
  ])('gives up on %s without end, in bounded memory', (_name, piece) => {
    const reader = createReplyReader();
    let pushed = 0;
    let reading = reader.take();
    for (; reading === null && pushed < 1000; pushed += 1) {
      reader.push(piece);
      reading = reader.take();
    }
    expect(reading?.kind).toBe('garbage');
    expect(pushed).toBeLessThan(140);
    for (let more = 0; more < 1000; more += 1) reader.push(piece);
    expect(reader.take()).toBeNull();
    expect(reader.rest().length).toBeLessThanOrEqual(4096);
  });

  it('never throws and never keeps more than 4 KB of what is no reply', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 3000 }), { maxLength: 20 }), (chunks) => {
        const { readings, rest } = read(...chunks);
        expect(rest.length).toBeLessThanOrEqual(4096);
        for (const reading of readings)
          if (reading.kind === 'garbage') expect(reading.text.length).toBeLessThanOrEqual(4096);
      }),
    );
  });
});
