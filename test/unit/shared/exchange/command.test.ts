import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderPowerShell, setReceiveConnector } from '../../../../shared/exchange/command';
import { ProblemError } from '../../../../shared/result';

const write = {
  identity: 'EX10-HUB1\\SQL relay',
  settings: { MaxInboundConnectionPerSource: '100', MaxInboundConnectionPercentagePerSource: '3' },
  domainController: 'dc1.corp.example',
};
const withValue = (value: string) =>
  renderPowerShell({ cmdlet: 'Set-ReceiveConnector', parameters: [['Identity', value]] });

test('one write, on one line', () => {
  expect(renderPowerShell(setReceiveConnector(write))).toBe(
    "Set-ReceiveConnector -Identity 'EX10-HUB1\\SQL relay' -MaxInboundConnectionPerSource 100 -MaxInboundConnectionPercentagePerSource 3 -DomainController dc1.corp.example",
  );
  expect(setReceiveConnector({ ...write, settings: { TarpitInterval: '00:00:00' }, domainController: '' })).toEqual({
    cmdlet: 'Set-ReceiveConnector',
    parameters: [
      ['Identity', 'EX10-HUB1\\SQL relay'],
      ['TarpitInterval', '00:00:00'],
    ],
  });
});

describe('quoting', () => {
  test.each([
    ['100', '100'],
    ['00:00:30', '00:00:30'],
    ['unlimited', 'unlimited'],
    ['ex10-dc1.corp.example', 'ex10-dc1.corp.example'],
    ['HUB\\Relay', "'HUB\\Relay'"],
    ["HUB\\Bob's relay", "'HUB\\Bob''s relay'"],
    ['HUB\\Bob\u2019s relay', "'HUB\\Bob\u2019\u2019s relay'"],
    ['\u2018\u2019\u201a\u201b', "'\u2018\u2018\u2019\u2019\u201a\u201a\u201b\u201b'"],
    ['HUB\\SQL \u2013 relay', "'HUB\\SQL \u2013 relay'"],
    ['\u2013Enabled', "'\u2013Enabled'"],
    ['-WhatIf', "'-WhatIf'"],
    ['$null', "'$null'"],
    ['$(Get-Date)', "'$(Get-Date)'"],
    ['a;b|c&d`e"f', "'a;b|c&d`e\"f'"],
    ['1kb', "'1kb'"],
    ['0x10', "'0x10'"],
    ['HUB\\two\r\nlines', "'HUB\\two\r\nlines'"],
    ['a\u2028b\u0085c\td', "'a\u2028b\u0085c\td'"],
  ])('%s', (value, text) => expect(withValue(value)).toBe(`Set-ReceiveConnector -Identity ${text}`));

  test.each(['', '  ', '\n', 'a\u0000b', 'a\u0007b', 'a\u001bb', 'a\u202eb', 'a\ud800b'])('%j is refused', (value) => {
    expect(() => withValue(value)).toThrow(ProblemError);
  });

  test.each(['Identity;', '', 'Ident ity', '\u2013Identity'])('"%s" is no parameter name', (name) => {
    expect(() => renderPowerShell({ cmdlet: 'Set-ReceiveConnector', parameters: [[name, 'x']] })).toThrow(RangeError);
  });

  test('any value stays one argument: PowerShell reads back what went in', () => {
    const odd = fc.constantFrom(
      '\n',
      '\r\n',
      "'",
      '\u2018',
      '\u2019',
      '\u201a',
      '\u201b',
      '"',
      '$',
      '`',
      ';',
      ' ',
      '\u2013',
      'a',
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.oneof(odd, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })) }),
        (value) => {
          let text: string;
          try {
            text = withValue(value).slice('Set-ReceiveConnector -Identity '.length);
          } catch (error) {
            expect(error).toBeInstanceOf(ProblemError);
            return;
          }
          expect(readArgument(text)).toBe(value);
        },
      ),
    );
  });
});

/** PowerShell's rule for one argument: five characters open, close and double as a single quote. */
function readArgument(text: string): string {
  const isQuote = (character: string | undefined) =>
    character !== undefined && "'\u2018\u2019\u201a\u201b".includes(character);
  if (!isQuote(text[0])) return /^[\w.:-]+$/.test(text) ? text : `not one bare word: ${text}`;
  let value = '';
  for (let at = 1; at < text.length; at += 1) {
    if (isQuote(text[at])) {
      if (!isQuote(text[at + 1])) return at === text.length - 1 ? value : `ends early: ${text}`;
      at += 1;
    }
    value += text[at] ?? '';
  }
  return `never ends: ${text}`;
}

test('the stop-parsing sign is tied to its parameter', () => {
  expect(withValue('--%')).toBe("Set-ReceiveConnector -Identity:'--%'");
});

describe('identity', () => {
  test.each(['EX10-HUB1\\SQL relay', '3d1f0e0a-6a52-4f4e-9c3b-0a4b5c6d7e8f'])('%s is taken', (identity) => {
    expect(setReceiveConnector({ ...write, identity }).parameters[0]).toEqual(['Identity', identity]);
  });

  // To Exchange a null identity means ALL connectors, and a bare name or wildcard may mean several.
  test.each(['', ' ', '$null', 'SQL relay', '\\SQL relay', 'EX10-HUB1\\', '*\\SQL relay', 'EX10-HUB1\\*', 'A\\B\\C'])(
    '"%s" is refused',
    (identity) => {
      expect(() => setReceiveConnector({ ...write, identity })).toThrow(ProblemError);
    },
  );

  test('a write without settings is refused', () => {
    expect(() => setReceiveConnector({ ...write, settings: {} })).toThrow(ProblemError);
  });
});
