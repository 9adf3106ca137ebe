import { readFileSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSink } from './open-sink';
import { configurationFolder, freePort, isRoot, postfix, startPostfix, untilListening } from './postfix-tools';
import type { Sink } from './smtp-sink';

/** Users that every Debian has, each of its own for what must not be the same in Postfix. */
const owner = { name: 'mail', id: 8 };
const users = `mail_owner = ${owner.name}\nsetgid_group = daemon\ndefault_privs = nobody\n`;

/** Its master has to be root: where CI is not, that is said as a failure and not as a skip. */
export const isSmtpdMissing = process.env.CI !== 'true' && (postfix === null || !isRoot);

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
 * @param sinkWords options of the sink
 */
export async function openSmtpd(settings: readonly string[], sinkWords: readonly string[] = []): Promise<Smtpd> {
  const sink = await openSink(...sinkWords);
  const port = await freePort();
  const { folder, end } = await configurationFolder((own) => `${mainCf(own, sink.port)}${settings.join('\n')}\n`);
  onTestFinished(end);
  await mkdir(join(folder, 'queue', 'pid'), { recursive: true });
  for (const name of ['data', 'queue/private', 'queue/public']) {
    await mkdir(join(folder, name));
    await chown(join(folder, name), owner.id, owner.id);
  }
  await writeFile(join(folder, 'master.cf'), masterCf(port));
  const master = startPostfix('usr/lib/postfix/sbin/master', ['-d'], folder);
  onTestFinished(() => master.end());
  await untilListening(port, master);
  return { port, log: () => readFileSync(logIn(folder), 'utf8'), sink };
}

const logIn = (folder: string) => join(folder, 'data', 'maillog');

const mainCf = (folder: string, sinkPort: number) => `compatibility_level = 3.6
queue_directory = ${join(folder, 'queue')}
data_directory = ${join(folder, 'data')}
daemon_directory = ${join(postfix ?? '', 'usr/lib/postfix/sbin')}
command_directory = ${join(postfix ?? '', 'usr/sbin')}
shlib_directory = ${join(postfix ?? '', 'usr/lib/postfix')}
import_environment = MAIL_CONFIG LD_LIBRARY_PATH
maillog_file_prefixes = ${folder}
maillog_file = ${logIn(folder)}
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
