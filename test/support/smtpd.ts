import { readFileSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configurationFolder, freePort, postfix, startPostfix, untilListening } from './postfix-tools';

/** Users that every Debian has, each of its own for what must not be the same in Postfix. */
const owner = { name: 'mail', id: 8 };
const users = `mail_owner = ${owner.name}\nsetgid_group = daemon\ndefault_privs = nobody\n`;

export type Smtpd = {
  port: number;
  /** What it and its daemons have logged. */
  log(): string;
  end(): Promise<void>;
};

/**
 * The real Postfix: master, smtpd and anvil, which counts clients, on a free port of 127.0.0.1, with a configuration and a
 * queue of its own. Needs root. Loopback is limited like any other client. Every mail is handed to the sink at that port
 * before it is acknowledged, so that nothing is queued.
 * @param settings lines of main.cf
 */
export async function startSmtpd(settings: readonly string[], sinkPort: number): Promise<Smtpd> {
  const port = await freePort();
  const configuration = await configurationFolder('');
  const queue = join(configuration.folder, 'queue');
  const data = join(configuration.folder, 'data');
  await mkdir(queue);
  const owned = [data, ...['private', 'public'].map((name) => join(queue, name))];
  for (const folder of owned) {
    await mkdir(folder);
    await chown(folder, owner.id, owner.id);
  }
  await mkdir(join(queue, 'pid'));
  await writeFile(join(configuration.folder, 'main.cf'), mainCf(queue, data, sinkPort) + settings.join('\n') + '\n');
  await writeFile(join(configuration.folder, 'master.cf'), masterCf(port));
  const master = startPostfix('usr/lib/postfix/sbin/master', ['-d'], configuration.folder);
  await untilListening(port, master);
  return {
    port,
    log: () => readFileSync(logOf(data), 'utf8'),
    async end() {
      await master.end();
      await configuration.end();
    },
  };
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
