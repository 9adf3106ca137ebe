import type { HelpEntry } from './receive-connector';

/** The columns of msdb.dbo.sysmail_account and sysmail_server, as Microsoft's page of sysmail_update_account_sp has them. */
export const databaseMailHelp: readonly HelpEntry[] = [
  {
    name: 'timeout',
    meaning:
      'Seconds that DatabaseMail.exe waits for one mail to be taken. NULL on practically every server, which is expected to mean 100 s. Page 5 raises it.',
  },
  { name: 'account_id', meaning: 'The account’s number for good; names can change.' },
  { name: 'name', meaning: 'The account’s name.' },
  { name: 'description', meaning: 'A note for administrators.' },
  { name: 'email_address', meaning: 'The sender’s address of the account.' },
  { name: 'display_name', meaning: 'The sender’s name beside the address.' },
  { name: 'replyto_address', meaning: 'Where replies go.' },
  { name: 'servertype', meaning: 'SMTP; Database Mail knows no other.' },
  {
    name: 'servername',
    meaning: 'The mail server. Where the name stands for several, each has connectors and limits of its own.',
  },
  {
    name: 'port',
    meaning: '25 for a relay connector; 587 is the client connector, with a MessageRateLimit of 5 a minute.',
  },
  { name: 'username', meaning: 'The SMTP login, NULL where there is none.' },
  {
    name: 'credential_id',
    meaning:
      'Where SQL Server keeps the login’s password. A call of sysmail_update_account_sp that names no login takes it away, unless @no_credential_change = 1; some builds lack that parameter. RelayTune writes in a way that keeps it, and reads it back.',
  },
  { name: 'use_default_credentials', meaning: '1: it signs in as the Database Mail service does.' },
  { name: 'enable_ssl', meaning: '1: it sends encrypted, by STARTTLS.' },
  { name: 'flags', meaning: 'For SQL Server’s own use.' },
  { name: 'last_mod_datetime', meaning: 'When it was last written, on the server’s clock.' },
  { name: 'last_mod_user', meaning: 'Who wrote it last.' },
];
