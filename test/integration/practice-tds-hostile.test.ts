import { describe, expect, it } from 'vitest';
import type { Lab } from '../../electron/engine/practice/lab';
import { makeCertificate } from '../support/certificates';
import { startLab } from '../support/practice-lab';
import { connectDriver } from '../support/sql-driver';
import { batch, login7, openTds, packet, prelogin, type TdsClient } from '../support/tds-client';

const tls = makeCertificate();

/** How far a client gets before it sends nonsense. */
const stages = {
  first: () => Promise.resolve(),
  async handshake(tds: TdsClient) {
    tds.send(0x12, prelogin(1));
    await tds.receive();
  },
  async login(tds: TdsClient) {
    tds.send(0x12, prelogin(2));
    await tds.receive();
  },
  async challenge(tds: TdsClient) {
    await stages.login(tds);
    tds.send(0x10, login7({ sspi: Buffer.from('NTLMSSP\0\x01\0\0\0\x05\x82\x08\xa2', 'latin1') }));
    await tds.receive();
  },
  async ready(tds: TdsClient, lab: Lab) {
    await stages.login(tds);
    tds.send(0x10, login7({ user: lab.sql.user, password: lab.sql.password }));
    await tds.receive();
  },
};

const ntlm = (kind: number, rest: Buffer) =>
  Buffer.concat([Buffer.from('NTLMSSP\0', 'latin1'), Buffer.from([kind, 0, 0, 0]), rest]);
const noise = Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 7919) & 0xff));
const rpcHead = batch('').subarray(0, 22);

const nonsense: [stage: keyof typeof stages, name: string, bytes: Buffer][] = [
  ['first', 'HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['first', 'a packet shorter than its head', Buffer.from([0x12, 1, 0, 7, 0, 0, 0, 0])],
  ['first', 'a LOGIN7 before PRELOGIN', packet(0x10, login7({}))],
  ['first', 'a PRELOGIN that does not begin with the version', packet(0x12, Buffer.from([1, 0, 6, 0, 1, 0xff, 0]))],
  ['first', 'a PRELOGIN without an end', packet(0x12, Buffer.from([0, 0, 5, 0, 0]))],
  ['first', 'a PRELOGIN that points outside', packet(0x12, Buffer.from([0, 0xff, 0xff, 0, 6, 0xff]))],
  ['first', 'a PRELOGIN with another encryption', packet(0x12, prelogin(9))],
  ['first', 'a batch', packet(1, batch('select 1'))],
  ['handshake', 'noise as a handshake', packet(0x12, noise)],
  ['handshake', 'bare bytes', noise],
  ['handshake', 'a login in plain', packet(0x10, login7({}))],
  [
    'handshake',
    'a cut ClientHello',
    packet(0x12, Buffer.from([0x16, 3, 1, 0, 40, 1, 0, 0, 36, 3, 3, ...noise.subarray(0, 34)])),
  ],
  ['login', 'another PRELOGIN', packet(0x12, prelogin(2))],
  ['login', 'a LOGIN7 of noise', packet(0x10, noise)],
  ['login', 'a short LOGIN7', packet(0x10, Buffer.alloc(20))],
  ['login', 'a LOGIN7 without SSPI that says it is Windows sign-in', packet(0x11, ntlm(3, Buffer.alloc(52)))],
  [
    'login',
    'a sign-in that never ends',
    Buffer.concat(Array.from({ length: 40 }, () => packet(0x10, Buffer.alloc(4000), 0))),
  ],
  ['login', 'noise as SSPI', packet(0x10, login7({ sspi: noise }))],
  ['challenge', 'noise as the answer', packet(0x11, noise)],
  ['challenge', 'an answer that points outside', packet(0x11, ntlm(3, Buffer.alloc(52, 0xff)))],
  ['challenge', 'a cut answer', packet(0x11, ntlm(3, Buffer.alloc(10)))],
  ['challenge', 'a batch', packet(1, batch('select 1'))],
  ['ready', 'another LOGIN7', packet(0x10, login7({}))],
  ['ready', 'a batch without its headers', packet(1, Buffer.from([0xff, 0xff, 0xff, 0x7f]))],
  ['ready', 'a call of noise', packet(3, Buffer.concat([rpcHead, noise]))],
  [
    'ready',
    'a call with a type that is none',
    packet(3, Buffer.concat([rpcHead, Buffer.from([0xff, 0xff, 10, 0, 0, 0, 0, 0, 0x99])])),
  ],
  ['ready', 'a type of packet that is none', packet(0x77, noise)],
  [
    'ready',
    'a message without an end',
    Buffer.concat(Array.from({ length: 140 }, () => packet(1, Buffer.alloc(65_000), 0))),
  ],
  [
    'ready',
    'many requests at once',
    Buffer.concat(Array.from({ length: 50 }, () => packet(1, batch("waitfor delay '00:10'")))),
  ],
];

describe('nonsense on the wire ends that connection and nothing else', () => {
  it.each(nonsense)('%s: %s', async (stage, _name, bytes) => {
    const users = [{ domain: 'CORP', user: 'dba', password: 'first', isSysadmin: true }];
    const lab = await startLab({ sqlWire: { encryption: 'on', tls, windowsUsers: users } });
    const bystander = await connectDriver(lab);
    const tds = await openTds(lab);
    await stages[stage](tds, lab);
    tds.sendBytes(bytes);
    await tds.closed;
    expect((await bystander.request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
    expect((await (await connectDriver(lab)).request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
  });

  it('garbage inside TLS too', async () => {
    const lab = await startLab({ sqlWire: { encryption: 'required', tls } });
    for (const bytes of [noise, packet(1, batch('select 1'))]) {
      const tds = await openTds(lab);
      await stages.handshake(tds);
      (await tds.startTls())(bytes);
      await tds.closed;
    }
    const broken = await openTds(lab);
    await stages.handshake(broken);
    await broken.startTls();
    broken.sendBytes(noise);
    await broken.closed;
    const pool = await connectDriver(lab, { options: { encrypt: true } });
    expect((await pool.request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
  });

  it('a client that goes away at any stage is forgotten', async () => {
    const lab = await startLab({ sqlWire: { encryption: 'on', tls } });
    for (const stage of ['first', 'handshake', 'login', 'ready'] as const) {
      const tds = await openTds(lab);
      await stages[stage](tds, lab);
      if (stage === 'ready') tds.send(1, batch("waitfor delay '00:10'"));
      tds.leave();
      await tds.closed;
    }
    const pool = await connectDriver(lab);
    expect((await pool.request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
  });
});
