import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ladderScript, type LadderOrder } from '../../../../shared/smtp/ladder-script';

const order: LadderOrder = {
  runId: '20261124-120000-abc123',
  phase: 'after',
  connectorIdentity: 'EX10-HUB1\\Relay SQL',
  host: 'ex10-hub1.corp.example',
  port: 25,
  most: 105,
  sourceAddress: '10.1.5.20',
};
const lineOf = (changes: Partial<LadderOrder>, start: string) =>
  ladderScript({ ...order, ...changes })
    .split('\r\n')
    .filter((line) => line.startsWith(start));

describe('ladderScript', () => {
  it('carries its order as literals', () => {
    expect(lineOf({}, '$RunId =')).toEqual(["$RunId = '20261124-120000-abc123'"]);
    expect(lineOf({}, '$Phase =')).toEqual(["$Phase = 'after'"]);
    expect(lineOf({}, '$Connector =')).toEqual(["$Connector = 'EX10-HUB1\\Relay SQL'"]);
    expect(lineOf({}, '$HostName =')).toEqual(["$HostName = 'ex10-hub1.corp.example'"]);
    expect(lineOf({}, '$Port =')).toEqual(['$Port = 25']);
    expect(lineOf({}, '$Most =')).toEqual(['$Most = 105']);
    expect(lineOf({}, '$FileName =')).toEqual(["$FileName = 'ladder-20261124-120000-abc123-after.json'"]);
    expect(lineOf({}, 'param')).toEqual(["param([string]$SourceAddress = '10.1.5.20')"]);
    expect(lineOf({ sourceAddress: '' }, 'param')).toEqual(["param([string]$SourceAddress = '')"]);
  });

  it('says how long it takes', () => {
    expect(lineOf({}, '# It takes')).toEqual([
      '# It takes about 7 s at 15 sessions a second; longer where greetings are slow.',
    ]);
    expect(lineOf({ most: 600 }, '# It takes')[0]).toMatch(/about 40 s/);
  });

  it.each([
    ["it's", "'it''s'"],
    ['Rélais', "('' + 'R' + [char]233 + 'lais')"],
    ['‘;throw', "('' + [char]8216 + ';throw')"],
    ['a\nb', "('' + 'a' + [char]10 + 'b')"],
    ['💌', "('' + [char]55357 + [char]56460)"],
  ])('writes %j as text that nothing can leave', (connectorIdentity, literal) => {
    expect(lineOf({ connectorIdentity }, '$Connector =')).toEqual([`$Connector = ${literal}`]);
  });

  it('is ASCII, and as many lines as ever, whatever the names hold', () => {
    const lines = ladderScript(order).split('\r\n').length;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (connectorIdentity, runId) => {
        const text = ladderScript({ ...order, connectorIdentity, runId });
        expect(text).toMatch(/^[\x20-\x7e\r\n]+$/);
        expect(text.split('\r\n')).toHaveLength(lines);
      }),
    );
  });

  it('uses nothing that came after PowerShell 2.0', () => {
    const text = ladderScript(order);
    expect(text).not.toMatch(
      /PSScriptRoot|ConvertTo-Json|\[ordered\]|pscustomobject|::new\(|\s-(?:not)?in\s|\bclass\b|Add-Type/i,
    );
  });
});
