import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../../shared/run/connection';
import { checkConnection, parseList, parseSqlServer } from '../../../../shared/run/validate-connection';

const good: Connection = {
  exchangeServer: 'ex10-hub1.corp.example',
  exchangeWay: 'automatic',
  connectorScope: 'organisation',
  sqlAddresses: [],
  sqlServer: 'SQL01\\MAIL',
  sqlSignIn: 'sqlLogin',
  sqlUser: 'sa',
  sqlEncryption: 'tls',
  sqlCertificate: null,
  profile: 'Bulk mail',
  testMailboxes: ['relay.test1@corp.example', "o'brien+test@mail.corp.example"],
};
const messageFor = (field: keyof Connection, value: string | string[]) =>
  checkConnection({ ...good, [field]: value })[field];

test('a good connection has no message', () => {
  expect(checkConnection(good)).toEqual({});
});

test('each field that is empty gets its own message', () => {
  expect(
    checkConnection({ ...good, exchangeServer: '', sqlServer: '', sqlUser: ' ', profile: '', testMailboxes: [] }),
  ).toEqual({
    exchangeServer:
      'Enter the name of the Exchange server, for example ex10-hub1.corp.example, without http:// or a path.',
    sqlServer: 'Enter the SQL Server as HOST, HOST\\INSTANCE or HOST,PORT, for example SQL01 or SQL01\\MAIL.',
    sqlUser: 'Enter the SQL Server login.',
    profile: 'Enter the name of the Database Mail profile that the failing mails use.',
    testMailboxes: 'Enter at least one internal test mailbox, for example relay.test1@corp.example.',
  });
});

describe('the Exchange server', () => {
  test.each(['EX10-HUB1', 'ex10-hub1.corp.example', ' ex1 ', 'hub_1', '10.1.1.1', '2001:db8::1'])(
    '%s is taken',
    (name) => {
      expect(messageFor('exchangeServer', name)).toBeUndefined();
    },
  );

  test.each([
    'http://ex1/PowerShell',
    'ex1/PowerShell',
    'ex 1',
    '-ex1',
    'ex1-',
    'ex1..corp',
    '.ex1',
    '10.1.1.256',
    '10.1.1',
    'ex1:80',
    'ex1;whoami',
    `${'a'.repeat(64)}.example`,
  ])('"%s" is refused', (name) =>
    expect(messageFor('exchangeServer', name)).toMatch(/^Enter the name of the Exchange server/),
  );
});

describe('the SQL Server', () => {
  test.each([
    ['SQL01', { host: 'SQL01', instance: null, port: null }],
    [' SQL01\\MAIL ', { host: 'SQL01', instance: 'MAIL', port: null }],
    ['sql01.corp.example,1433', { host: 'sql01.corp.example', instance: null, port: 1433 }],
    ['SQL01, 1433', { host: 'SQL01', instance: null, port: 1433 }],
    ['10.1.5.20,49172', { host: '10.1.5.20', instance: null, port: 49_172 }],
  ])('%s', (typed, parts) => {
    expect(parseSqlServer(typed)).toEqual(parts);
    expect(messageFor('sqlServer', typed)).toBeUndefined();
  });

  test.each([
    ['SQL01\\', 'Enter the SQL Server as'],
    ['\\MAIL', 'Enter the SQL Server as'],
    ['SQL01\\1MAIL', 'Enter the SQL Server as'],
    ['SQL01\\A\\B', 'Enter the SQL Server as'],
    ['SQL01;Database=x', 'Enter the SQL Server as'],
    ['SQL01\\MAIL,1433', 'Enter either an instance or a port'],
    ['SQL01,', 'Enter a port from 1 to 65535'],
    ['SQL01,0', 'Enter a port from 1 to 65535'],
    ['SQL01,65536', 'Enter a port from 1 to 65535'],
    ['SQL01,1433,1', 'Enter a port from 1 to 65535'],
    ['SQL01,port', 'Enter a port from 1 to 65535'],
  ])('"%s" is refused', (typed, start) => expect(messageFor('sqlServer', typed)).toMatch(new RegExp(`^${start}`)));
});

describe('profile and login', () => {
  test('hold 128 characters at most, on one line', () => {
    expect(messageFor('profile', 'x'.repeat(128))).toBeUndefined();
    expect(messageFor('profile', 'x'.repeat(129))).toMatch(/: 128 characters at most\.$/);
    expect(messageFor('profile', 'Bulk\nmail')).toMatch(/on one line, without hidden characters\.$/);
    const asDomainUser = (sqlUser: string) => checkConnection({ ...good, sqlSignIn: 'domainUser', sqlUser }).sqlUser;
    expect(['CORP\\anna.admin', 'corp.example\\anna', ' CORP\\anna '].map(asDomainUser)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    for (const bad of ['anna', 'anna@corp.example', '\\anna', 'CORP\\', 'CORP\\a\\b', 'CORP/x\\a'])
      expect(asDomainUser(bad)).toMatch(/^Enter the user as DOMAIN\\user/);
    expect(asDomainUser('')).toBe('Enter the user as DOMAIN\\user.');
    // Windows knows who it is.
    expect(checkConnection({ ...good, sqlSignIn: 'windowsUser', sqlUser: '' }).sqlUser).toBeUndefined();
    expect(messageFor('sqlUser', 'sa\u0000')).toMatch(/on one line, without hidden characters\.$/);
    expect(messageFor('sqlUser', 'sa\u200b')).toMatch(/hidden characters/);
  });
});

describe('test mailboxes', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `relay.test${index}@corp.example`);

  test('are 1 to 20', () => {
    expect(messageFor('testMailboxes', many(20))).toBeUndefined();
    expect(messageFor('testMailboxes', many(21))).toBe('Enter 20 test mailboxes at most; there are 21.');
  });

  test('stand there once each, whatever their capitals', () => {
    expect(messageFor('testMailboxes', ['a@corp.example', 'b@corp.example', 'A@Corp.example'])).toBe(
      'Enter each test mailbox once: A@Corp.example is there twice.',
    );
  });

  test.each([
    'relay',
    '@corp.example',
    'a@',
    'a@corp',
    'a@@corp.example',
    'a b@corp.example',
    'a@corp.example;b@corp.example',
    'a@-corp.example',
    '<a@corp.example>',
    'a\r\nRCPT@corp.example',
    `a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}.example`,
  ])('%j is refused', (address) =>
    expect(messageFor('testMailboxes', [address])).toMatch(/is no mail address: enter addresses such as/),
  );

  test.each([
    [
      'a@x.example; b@x.example,c@x.example\r\n\r\nd@x.example  ',
      ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'],
    ],
    [' ;, \n', []],
  ])('%j is split', (typed, mailboxes) => expect(parseList(typed)).toEqual(mailboxes));
});

test('no text breaks the checks, and none with a control character inside passes', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('exchangeServer', 'sqlServer', 'sqlUser', 'profile'),
      (text, field) => {
        const message = messageFor(field, text);
        if (/\p{Cc}/u.test(text.trim())) expect(message).toMatch(/^Enter /);
      },
    ),
  );
});

test.each([
  [['10.1.2.5'], undefined],
  [['10.1.2.5', '2001:db8::5'], undefined],
  [['sql01'], '"sql01" is no IP address: enter addresses such as 10.1.2.5, or leave it empty.'],
  [Array.from({ length: 65 }, () => '10.1.2.5'), 'Enter 64 addresses at most; there are 65.'],
])('addresses of the SQL Server: %j', (addresses, message) =>
  expect(messageFor('sqlAddresses', addresses)).toBe(message),
);
