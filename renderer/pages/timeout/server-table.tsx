import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from '@fluentui/react-components';
import type { Account } from '../../../shared/database-mail/account';
import { CommandText } from '../../components/command-text';
import { ValueTable } from '../../components/value-table';

const shown = (value: string | number | null) => (value === null ? 'NULL' : String(value));
const bit = (value: boolean) => (value ? '1' : '0');

const columns: readonly [name: string, show: (account: Account) => string][] = [
  ['account_id', (account) => String(account.accountId)],
  ['servername', (account) => account.serverName],
  ['port', (account) => String(account.port)],
  ['timeout', (account) => shown(account.timeout)],
  ['username', (account) => shown(account.username)],
  ['credential_id', (account) => shown(account.credentialId)],
  ['use_default_credentials', (account) => bit(account.useDefaultCredentials)],
  ['enable_ssl', (account) => bit(account.enableSsl)],
  ['flags', (account) => String(account.flags)],
  ['last_mod_datetime', (account) => account.lastModified.replace('T', ' ')],
  ['last_mod_user', (account) => account.lastModifiedBy],
];

/** The table itself, as the article reads it. */
export function ServerTable({ accounts }: { accounts: readonly Account[] }) {
  return (
    <Accordion collapsible>
      <AccordionItem value="table">
        <AccordionHeader>The table sysmail_server, as SQL Server shows it</AccordionHeader>
        <AccordionPanel>
          <CommandText text="select * from msdb.dbo.sysmail_server" />
          <ValueTable
            caption="sysmail_server"
            columns={columns.map(([name]) => name)}
            rows={accounts.map((account) => columns.map(([, show]) => show(account)))}
          />
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
