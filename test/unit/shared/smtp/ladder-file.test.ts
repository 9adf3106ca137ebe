import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../../shared/result';
import { parseLadderFile } from '../../../../shared/smtp/ladder-file';
import { problemOf } from '../../../support/problem-of';

const order = {
  runId: '20261124-120000-abc123',
  phase: 'before' as const,
  connectorIdentity: 'EX10-HUB1\\Relay SQL',
  host: 'ex10-hub1.corp.example',
  port: 25,
};
const refusal = { kind: 'reply', step: 'banner', code: '', text: '421 4.3.2 no' };
const file = {
  format: 1,
  ...order,
  computer: 'SQL01',
  sourceAddress: '10.1.5.20',
  serverAddress: '10.1.5.10',
  startedAt: '2026-11-24T11:48:00Z',
  endedAt: '2026-11-24T11:48:02Z',
  stopped: false,
  most: 25,
  alreadyOpen: 1,
  opened: 2,
  dropped: 0,
  sessions: [
    [10, 10, 1],
    [80, 9, 1],
    [150, 8, 0],
  ],
  failures: [refusal],
};
const parse = (changes: object) => parseLadderFile(JSON.stringify({ ...file, ...changes }), order);
const codeOf = async (changes: object) => (await problemOf(() => parse(changes))).code;

describe('parseLadderFile', () => {
  it('reads what the script wrote', () => {
    const { said, rungs } = parse({});
    expect(said).toMatchObject({ computer: 'SQL01', sourceAddress: '10.1.5.20', alreadyOpen: 1, opened: 2 });
    expect(rungs).toEqual([
      { atMs: 10, tookMs: 10, failure: null },
      { atMs: 80, tookMs: 9, failure: null },
      { atMs: 150, tookMs: 8, failure: { phase: 'banner', kind: 'reply', text: '421 4.3.2 no' } },
    ]);
  });

  it('reads it out of what was copied from a screen', () => {
    const text = `PS> .\\ladder.ps1\nSession 1: greeted.\n${JSON.stringify(file).replace(/.{40}/g, '$&\r\n')}\nPS> `;
    expect(parseLadderFile(text, order).said.opened).toBe(2);
  });

  it('knows the codes of sockets by the names that .NET gives them', () => {
    const failures = [{ kind: 'socket', step: 'connect', code: 'ConnectionRefused', text: 'No.' }];
    expect(parse({ failures }).rungs[2]?.failure).toEqual({
      phase: 'connect',
      kind: 'socket',
      code: 'ECONNREFUSED',
      text: 'No.',
    });
    const strange = [{ kind: 'socket', step: 'connect', code: 'constructor', text: '' }];
    expect(parse({ failures: strange }).rungs[2]?.failure).toMatchObject({ code: 'constructor' });
  });

  it.each(['', 'no JSON', '{', '{}', '[]', '{"format":1}', `{"a":${'['.repeat(100_000)}`, '}{', 'null'])(
    'refuses %.20s',
    async (text) => {
      expect((await problemOf(() => parseLadderFile(text, order))).code).toBe('ladder/not-a-result');
    },
  );

  it.each([
    ['a later format', { format: 2 }, 'ladder/other-format'],
    ['another run', { runId: '20261124-120000-ffffff' }, 'ladder/other-run'],
    ['another phase', { phase: 'after' }, 'ladder/other-phase'],
    ['another connector', { connectorIdentity: 'EX10-HUB1\\Default' }, 'ladder/other-target'],
    ['another host', { host: 'ex10-hub2.corp.example' }, 'ladder/other-target'],
    ['another port', { port: 587 }, 'ladder/other-target'],
    ['a class of its own', { class: 'per-source-limit' }, 'ladder/not-a-result'],
    ['a limit of its own', { limit: 20 }, 'ladder/not-a-result'],
    ['a text without end', { failures: [{ ...refusal, text: 'x'.repeat(5000) }] }, 'ladder/not-a-result'],
    ['an address that is none', { sourceAddress: '<b>10.1.5.20</b>' }, 'ladder/not-a-result'],
    ['more than it opened', { opened: 3 }, 'ladder/senseless'],
    ['no reason for a failure', { failures: [] }, 'ladder/senseless'],
    ['more than the most', { most: 1 }, 'ladder/senseless'],
    ['more lost than opened', { dropped: 3 }, 'ladder/senseless'],
    ['sessions from nowhere', { sourceAddress: '' }, 'ladder/senseless'],
    [
      'times that run backwards',
      {
        sessions: [
          [80, 9, 1],
          [10, 10, 1],
          [150, 8, 0],
        ],
      },
      'ladder/senseless',
    ],
    [
      'a session longer than all',
      {
        sessions: [
          [10, 10, 1],
          [80, 9000, 1],
          [150, 8, 0],
        ],
      },
      'ladder/senseless',
    ],
    ['an end before its start', { endedAt: '2026-11-24T11:47:00Z' }, 'ladder/senseless'],
    [
      'a session after its end',
      {
        sessions: [
          [10, 10, 1],
          [80, 9, 1],
          [90_000, 8, 0],
        ],
      },
      'ladder/senseless',
    ],
  ])('refuses %s', async (_name, changes, code) => {
    const problem = await problemOf(() => parse(changes));
    expect(problem.code).toBe(code);
    expect(problem.hint).toMatch(/ladder\.ps1/);
  });

  it('refuses what is too long, before it reads it', async () => {
    expect(await codeOf({ computer: 'x'.repeat(1_000_001) })).toBe('ladder/not-a-result');
  });

  it('never throws anything but a problem, whatever it is given', () => {
    const changed = fc
      .tuple(fc.constantFrom(...Object.keys(file)), fc.jsonValue())
      .map(([key, value]) => JSON.stringify({ ...file, [key]: value }));
    const cut = fc.nat(JSON.stringify(file).length).map((length) => JSON.stringify(file).slice(0, length));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), changed, cut), (text) => {
        try {
          const { said, rungs } = parseLadderFile(text, order);
          expect(rungs.filter((rung) => rung.failure === null)).toHaveLength(said.opened);
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        }
      }),
      { seed: 421, numRuns: 2000 },
    );
  });
});
