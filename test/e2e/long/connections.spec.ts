import { _electron } from '@playwright/test';
import { withBareWindow } from '../../../build/bench/bare-window';
import { expect, launch, startWords, test } from '../support/launch';
import { canTrace, networkOf, traceElectron } from '../support/network-trace';
import { host, withPowerShell } from '../support/powershell';
import { chooseConnector, connect, startPractice } from '../support/wizard';

const isLoopback = (address: string) => address.startsWith('127.');
/** The two that Playwright drives a program over: its debugger's, and its page's. */
const debuggingPorts = 2;

/** What the least that Electron can open does on this machine, driven in the same way. */
const bareNetwork = (dataFolder: string) =>
  withBareWindow(async ({ folder }) => {
    const traced = await traceElectron(dataFolder, 'bare');
    const { args, env } = startWords(dataFolder);
    const app = await _electron.launch({
      executablePath: traced.executable,
      args: [folder, ...args.slice(1)],
      env: { ...env, RELAYTUNE_DATA: `${dataFolder}/bare-data` },
    });
    await (await app.firstWindow()).locator('h1').waitFor();
    // Chromium's own first look-ups come some seconds after the window.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    await app.close();
    return traced.network();
  });

test('listens nowhere but in practice, on loopback, and contacts nobody but the servers that were named', async ({
  dataFolder,
}) => {
  test.skip(process.platform !== 'linux', 'strace is a tool of Linux.');
  test.skip(!canTrace() && process.env.CI !== 'true', 'This machine has no strace, or does not let it look.');
  const bare = await bareNetwork(dataFolder);
  const traced = await traceElectron(dataFolder, 'relaytune');
  const { app, page } = await launch(dataFolder, await withPowerShell(dataFolder), traced.executable);
  const beyondBare = async () =>
    (await traced.network()).contacted.filter((address) => !bare.contacted.includes(address));

  const atStart = await traced.network();
  expect(bare.listening).toHaveLength(debuggingPorts);
  expect(atStart.listening).toHaveLength(debuggingPorts);
  expect(await beyondBare()).toEqual([]);

  await startPractice(page);
  await connect(page);
  await chooseConnector(page);
  const inPractice = await traced.network();
  const practice = inPractice.listening.filter((address) => !atStart.listening.includes(address));
  expect(practice.map((address) => address.split(':')[1])).toEqual(expect.arrayContaining(['14330']));
  expect(practice.filter((address) => !isLoopback(address))).toEqual([]);
  // To the practice servers, and nowhere else.
  expect((await beyondBare()).filter((address) => !practice.includes(address))).toEqual([]);

  if (host !== undefined) await namesServers();
  await app.close();

  /** Without a PowerShell nobody's own servers can be reached. */
  async function namesServers(): Promise<void> {
    const before = await beyondBare();
    const answer = await page.evaluate(async () => {
      const ask = (channel: 'runs.close' | 'runs.create' | 'connect.check', input: object) =>
        window.relaytune.call(channel, input, crypto.randomUUID());
      await ask('runs.close', {});
      await ask('runs.create', { mode: 'servers' });
      return ask('connect.check', {
        connection: {
          exchangeServer: '127.0.0.201',
          exchangeWay: 'automatic',
          connectorScope: 'server',
          sqlServer: '127.0.0.202,14444',
          sqlAddresses: [],
          sqlSignIn: 'sqlLogin',
          sqlUser: 'relaytune',
          sqlEncryption: 'tls',
          sqlCertificate: null,
          profile: 'Newsletter',
          testMailboxes: ['test@corp.example'],
        },
        sqlPassword: 'x',
      });
    });
    expect(JSON.parse(answer)).toEqual(expect.objectContaining({ ok: true }));
    const named = (await beyondBare()).filter((address) => !before.includes(address));
    expect(named).toContain('127.0.0.202:14444');
    expect(named.filter((address) => !/^127\.0\.0\.20[12]:/.test(address))).toEqual([]);
  }
});

test('a trace tells who listens and who is contacted, over IPv4, IPv6 and without a connection', () => {
  const trace = `7 connect(21<UDP:[1]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.53")}, 16) = 0
7 sendto(22<UDPv6:[2]>, ""..., 29, 0, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = 29
8 connect(21<TCP:[1]>, {sa_family=AF_INET, sin_port=htons(25), sin_addr=inet_addr("127.44.0.9")}, 16 <unfinished ...>
8 connect(23<TCPv6:[3]>, {sa_family=AF_INET6, sin6_port=htons(2580), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::ffff:127.44.0.9", &sin6_addr), sin6_scope_id=0}, 28) = 0
8 connect(5<UNIX-STREAM:[9]>, {sa_family=AF_UNIX, sun_path="/tmp/.X11-unix/X99"}, 20) = 0
9 listen(30<TCP:[0.0.0.0:8080]>, 511) = 0
9 listen(31<TCPv6:[[::]:8081]>, 511) = 0
9 listen(32<UNIX-STREAM:[44,"/tmp/x"]>, 5) = 0
`;
  expect(networkOf(trace)).toEqual({
    listening: ['0.0.0.0:8080', '[::]:8081'],
    contacted: ['10.0.0.53:53', '127.44.0.9:25', '127.44.0.9:2580', '2001:db8::1:443'],
  });
});
