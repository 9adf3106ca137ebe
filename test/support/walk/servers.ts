import type { SqlConnection } from '../../../electron/engine/database-mail/sql-connection';
import type { Lab } from '../../../electron/engine/practice/lab';
import { signIn } from '../practice-lab';
import { idOf, type SettingId } from './model';

export const accountKey = '2';
export const timeoutId = idOf(accountKey, 'timeout');
const connectorSettings = [
  'MaxInboundConnectionPerSource',
  'MaxInboundConnectionPercentagePerSource',
  'MaxAcknowledgementDelay',
] as const;

/** The practice servers as somebody else sees and changes them. */
export type WalkServers = {
  /** Guids of the relay connectors. */
  relays: readonly string[];
  /** Every setting that the walk moves, as it is. */
  values(): Promise<Map<SettingId, string>>;
  /** Everything else of the connectors and accounts, their names too: what must stay as it is but for a rename. */
  rest(): Promise<unknown>;
  queue(): Promise<string>;
  set(id: SettingId, value: string): Promise<void>;
  /** SERVER\Name by now. */
  nameOf(guid: string): string;
  rename(guid: string, name: string): void;
};

export async function walkServers(lab: Lab): Promise<WalkServers> {
  const sql = await signIn(lab);
  const relays = lab.directory
    .list()
    .filter(({ Name }) => Name === 'Relay SQL Server')
    .map(({ Guid }) => String(Guid));
  return {
    relays,
    async values() {
      const ofConnectors = relays.flatMap((guid) => {
        const connector = lab.directory.get(guid);
        return connectorSettings.map((setting) => [idOf(guid, setting), String(connector[setting])] as const);
      });
      return new Map([...ofConnectors, [timeoutId, String((await accountRow(sql)).timeout)]]);
    },
    async rest() {
      const connectors = lab.directory.list().map((connector) => {
        const kept: Record<string, unknown> = { ...connector, WhenChanged: '' };
        if (relays.includes(String(connector.Guid))) for (const setting of connectorSettings) kept[setting] = '';
        return kept;
      });
      const accounts = await sql.query(
        'SELECT account_id, servername, port, username, credential_id, enable_ssl, timeout FROM msdb.dbo.sysmail_server;',
      );
      for (const account of accounts) if (String(account.account_id) === accountKey) account.timeout = null;
      return { connectors, accounts };
    },
    queue: async () => String((await sql.query('EXEC msdb.dbo.sysmail_help_status_sp;'))[0]?.Status),
    async set(id, value) {
      const [key = '', setting = ''] = id.split(' ');
      if (id !== timeoutId) {
        lab.directory.edit(key, { [setting]: value });
        return;
      }
      const parameters = { id: Number(key), value: Number(value) };
      await sql.query('UPDATE msdb.dbo.sysmail_server SET timeout = @value WHERE account_id = @id;', parameters);
    },
    nameOf: (guid) => String(lab.directory.get(guid).Identity),
    rename: (guid, Name) => lab.directory.edit(guid, { Name }),
  };
}

async function accountRow(sql: SqlConnection): Promise<Record<string, unknown>> {
  const [row] = await sql.query('SELECT timeout FROM msdb.dbo.sysmail_server WHERE account_id = @id;', {
    id: Number(accountKey),
  });
  return row ?? {};
}
