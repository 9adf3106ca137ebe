import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../../shared/contract';
import { redact, secretsIn } from '../../../shared/redact';
import { secret } from '../../../shared/secret';

const canary = 'Canary-7h!s';

describe('a value as a trace shows it', () => {
  const schema = z.strictObject({
    user: z.string(),
    password: secret(z.string().max(128)),
    more: z.array(z.strictObject({ pin: secret(z.int()), name: z.string() })).optional(),
  });

  test('has a mark where the schema says secret', () => {
    expect(redact(schema, { user: 'sa', password: canary, more: [{ pin: 4711, name: 'x' }] })).toEqual({
      user: 'sa',
      password: '[secret]',
      more: [{ pin: '[secret]', name: 'x' }],
    });
  });

  test('holds nothing that the schema does not name, and no value of another shape', () => {
    expect(redact(schema, { user: { password: canary }, password: [canary], extra: canary, more: canary })).toEqual({
      user: '[not shown]',
      password: '[secret]',
      more: '[not shown]',
    });
    expect(redact(schema, canary)).toBe('[not shown]');
    expect(redact(z.unknown(), canary)).toBe('[not shown]');
  });

  test('is cut where it is long', () => {
    expect(redact(z.string(), 'x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
    expect(redact(z.string(), 'x'.repeat(200))).toBe('x'.repeat(200));
    const list = redact(
      z.array(z.int()),
      Array.from({ length: 25 }, (_, index) => index),
    ) as unknown[];
    expect([list.length, list[19], list[20]]).toEqual([21, 19, '… and 5 more']);
  });

  test('keeps what is asked for and what is absent apart', () => {
    const wide = z.strictObject({ keys: z.array(z.string()).nullable(), on: z.boolean(), kind: z.enum(['a', 'b']) });
    expect(redact(wide, { keys: null, on: false, kind: 'b' })).toEqual({ keys: null, on: false, kind: 'b' });
    expect(redact(secret(z.string()).nullable(), null)).toBeNull();
    expect(redact(schema, { user: 'sa', password: canary })).toEqual({ user: 'sa', password: '[secret]' });
  });

  test('of a union is that of the option it fits; what any of these calls secret is secret', () => {
    const signIn = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('windows') }),
      z.strictObject({ kind: z.literal('sql'), password: secret(z.string()) }),
    ]);
    expect(redact(signIn, { kind: 'sql', password: canary })).toEqual({ kind: 'sql', password: '[secret]' });
    expect(redact(signIn, { kind: 'other', password: canary })).toBe('[not shown]');
    expect(redact(z.union([z.string(), secret(z.string())]), canary)).toBe('[secret]');
    expect(redact(z.union([secret(z.string()), z.string()]), canary)).toBe('[secret]');
    const overlapping = z.union([z.object({ a: z.string() }), z.object({ a: secret(z.string()) })]);
    expect(redact(overlapping, { a: canary })).toEqual({ a: '[secret]' });
  });
});

test('a schema made from a marked one is marked, and the one it was made from is not', () => {
  const plain = z.string();
  expect(redact(secret(plain.max(9)).min(1), canary)).toBe('[secret]');
  expect(redact(plain, canary)).toBe(canary);
});

/** A schema with a value, and the secrets that stand in it. */
type Sample = { schema: z.ZodType; value: unknown; secrets: string[] };
const plain: fc.Arbitrary<Sample> = fc.oneof(
  fc.string().map((value) => ({ schema: z.string(), value, secrets: [] })),
  fc.integer().map((value) => ({ schema: z.int(), value, secrets: [] })),
  fc.boolean().map((value) => ({ schema: z.boolean(), value, secrets: [] })),
);
/** As it should be, and as nobody should send it. */
const hidden: fc.Arbitrary<Sample> = fc
  .tuple(fc.stringMatching(/^[0-9a-f]{12}$/), fc.constantFrom('text', 'list', 'object'))
  .map(([digits, shape]) => {
    const text = `canary-${digits}`;
    const value = { text, list: [text], object: { text } }[shape];
    return { schema: secret(z.string().max(64)), value, secrets: [text] };
  });
const { sample } = fc.letrec<{ sample: Sample }>((tie) => ({
  sample: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    hidden,
    plain,
    fc.tuple(tie('sample'), fc.boolean()).map(([{ schema, value, secrets }, isNull]) => ({
      schema: isNull ? schema.nullable() : schema.optional(),
      value,
      secrets,
    })),
    tie('sample').map(({ schema, value, secrets }) => ({ schema: z.array(schema), value: [value, value], secrets })),
    fc
      .tuple(tie('sample'), tie('sample'))
      .map(([one, other]) => ({ schema: z.union([one.schema, other.schema]), value: one.value, secrets: one.secrets })),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('sample'), { maxKeys: 4 }).map((members) => {
      const entries = Object.entries(members);
      const of = <T>(pick: (each: Sample) => T) => Object.fromEntries(entries.map(([key, each]) => [key, pick(each)]));
      return {
        schema: z.strictObject(of((each) => each.schema)),
        value: of((each) => each.value),
        secrets: entries.flatMap(([, each]) => each.secrets),
      };
    }),
  ),
}));

test('whatever is in a secret field never appears, and all of it is known to the scanner', () => {
  fc.assert(
    fc.property(sample, ({ schema, value, secrets }) => {
      const shown = JSON.stringify({ shown: redact(schema, value) });
      for (const text of secrets) expect(shown).not.toContain(text);
      expect(secretsIn(schema, value)).toEqual(expect.arrayContaining(secrets));
    }),
    { numRuns: 2000 },
  );
});

test('any input of any channel can be shown', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(contract)), fc.anything(), ({ input }, value) => {
      expect(() => JSON.stringify(redact(input, value))).not.toThrow();
    }),
  );
});

test('the contract’s secrets are the passwords of SQL Server and of the connector, those that a report is searched for, and no other field is named like one', () => {
  const connection = {
    exchangeServer: 'ex.corp.example',
    exchangeWay: 'automatic',
    connectorScope: 'organisation',
    sqlServer: 'SQL01',
    sqlAddresses: [],
    sqlSignIn: 'sqlLogin',
    sqlUser: 'sa',
    sqlEncryption: 'tls',
    sqlCertificate: null,
    profile: 'Alerts',
    testMailboxes: [],
  };
  const value = { connection, sqlPassword: canary };
  const shown = { connection, sqlPassword: '[secret]' };
  expect(redact(contract['connect.check'].input, value)).toEqual(shown);
  expect(redact(contract['connect.suggest'].output, value)).toEqual(shown);
  expect(secretsIn(contract['connect.check'].input, value)).toEqual([canary]);

  const report = { kind: 'html', secrets: [canary] };
  expect(redact(contract['report.text'].input, report)).toEqual({ kind: 'html', secrets: '[secret]' });

  const burst = {
    phase: 'before',
    mails: 5,
    connections: 'pooled',
    sessions: 1,
    ratePerSecond: null,
    sourceAddress: null,
    encrypt: true,
    signIn: { user: 'svc-mail', password: canary },
    acceptedOutside: [],
  };
  expect(redact(contract['measure.smtpBurst'].input, burst)).toEqual({
    ...burst,
    signIn: { user: 'svc-mail', password: '[secret]' },
  });

  const suspicious = Object.entries(contract).flatMap(([channel, { input, output }]) =>
    [input, output].flatMap((schema) => namesIn(schema).map((name) => `${channel} ${name}`)),
  );
  const secretive = suspicious.filter((name) => /password|secret|token|passphrase/i.test(name));
  expect(secretive).toEqual([
    'connect.suggest sqlPassword',
    'connect.check sqlPassword',
    'measure.smtpBurst password',
    'report.text secrets',
  ]);
});

/** Every member's name, however deep. */
function namesIn(schema: z.ZodType): string[] {
  const names: string[] = [];
  JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' }), (key, value: unknown) => {
    if (key === 'properties' && typeof value === 'object' && value !== null) names.push(...Object.keys(value));
    return value;
  });
  return names;
}
