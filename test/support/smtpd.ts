import { readFileSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { configurationFolder, freePort, isRoot, postfix, startPostfix, untilListening } from './postfix-tools';
import { openSink, type Sink } from './smtp-sink';

/** Users that every Debian has, each of its own for what must not be the same in Postfix. */
const owner = { name: 'mail', id: 8 };
const users = `mail_owner = ${owner.name}\nsetgid_group = daemon\ndefault_privs = nobody\n`;

/** Its master has to be root. */
export const isSmtpdMissing = postfix === null || !isRoot;

export type Smtpd = {
  port: number;
  /** What it and its daemons have logged. */
  log(): string;
  /** Where its mails go. */
  sink: Sink;
};

/**
 * The real Postfix: master, smtpd and anvil, which counts clients, on a free port of 127.0.0.1, with a configuration and a
 * queue of its own, until the test ends. Loopback is limited like any other client. Every mail is handed to a sink before it
 * is acknowledged, so that nothing is ever queued.
 * @param settings lines of main.cf
 */
export async function openSmtpd(...settings: string[]): Promise<Smtpd> {
  const sink = await openSink();
  const port = await freePort();
  const { folder, end } = await configurationFolder('');
  onTestFinished(end);
  const queue = join(folder, 'queue');
  const data = join(folder, 'data');
  await mkdir(join(queue, 'pid'), { recursive: true });
  for (const owned of [data, join(queue, 'private'), join(queue, 'public')]) {
    await mkdir(owned);
    await chown(owned, owner.id, owner.id);
  }
  await writeFile(join(folder, 'main.cf'), `${mainCf(queue, data, sink.port)}${settings.join('\n')}\n`);
  await writeFile(join(folder, 'master.cf'), masterCf(port));
  const master = startPostfix('usr/lib/postfix/sbin/master', ['-d'], folder);
  onTestFinished(() => master.end());
  await untilListening(port, master);
  return { port, log: () => readFileSync(logOf(data), 'utf8'), sink };
}

const logOf = (data: string) => join(data, 'maillog');

const mainCf = (queue: string, data: string, sinkPort: number) => `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
daemon_directory = ${join(postfix ?? '', 'usr/lib/postfix/sbin')}
command_directory = ${join(postfix ?? '', 'usr/sbin')}
shlib_directory = ${join(postfix ?? '', 'usr/lib/postfix')}
import_environment = MAIL_CONFIG LD_LIBRARY_PATH
maillog_file_prefixes = ${data}
maillog_file = ${logOf(data)}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.example
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtpd_client_event_limit_exceptions =
smtpd_peername_lookup = no
smtpd_proxy_filter = 127.0.0.1:${sinkPort}
alias_maps =
local_recipient_maps =
${users}`;

const masterCf = (port: number) => `127.0.0.1:${port} inet n - n - 100 smtpd
anvil unix - - n - 1 anvil
rewrite unix - - n - - trivial-rewrite
postlog unix-dgram n - n - 1 postlogd
`;
