import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from '@fluentui/react-components';
import type { Account } from '../../../shared/database-mail/account';
import { serverColumns } from '../../../shared/database-mail/account-columns';
import { CommandText } from '../../components/command-text';
import { ValueTable } from '../../components/value-table';

const rowOf = (account: Account): Record<string, string> => ({
  account_id: String(account.accountId),
  ...serverColumns(account),
  last_mod_datetime: account.lastModified.replace('T', ' '),
  last_mod_user: account.lastModifiedBy,
});

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
            columns={accounts.slice(0, 1).flatMap((account) => Object.keys(rowOf(account)))}
            rows={accounts.map((account) => Object.values(rowOf(account)))}
          />
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
