/** A right in msdb (or on the server) that some step needs. */
export type Right = {
  right: 'SELECT' | 'EXECUTE' | 'UPDATE' | 'DELETE' | 'VIEW SERVER STATE';
  /** The object in msdb's schema dbo; empty for a right on the server. */
  object: string;
  /** What cannot be done without it. */
  needed: string;
};

const reading = 'to read the accounts';
const restarting = 'to restart Database Mail';
const measuring = 'to send and follow test mails';

/** Everything RelayTune reads, calls or changes, so that a login's rights are known before and not found out on the way. */
export const rights: readonly Right[] = [
  { right: 'SELECT', object: 'sysmail_server', needed: reading },
  { right: 'SELECT', object: 'sysmail_account', needed: reading },
  { right: 'SELECT', object: 'sysmail_profile', needed: reading },
  { right: 'SELECT', object: 'sysmail_profileaccount', needed: reading },
  { right: 'SELECT', object: 'sysmail_configuration', needed: 'to read retries and logging level' },
  { right: 'EXECUTE', object: 'sysmail_update_account_sp', needed: 'to change the timeout' },
  { right: 'UPDATE', object: 'sysmail_server', needed: 'to take a timeout back to NULL' },
  { right: 'EXECUTE', object: 'sysmail_help_status_sp', needed: 'to see whether the queue is started' },
  { right: 'EXECUTE', object: 'sysmail_stop_sp', needed: restarting },
  { right: 'EXECUTE', object: 'sysmail_start_sp', needed: restarting },
  { right: 'EXECUTE', object: 'sp_send_dbmail', needed: measuring },
  { right: 'SELECT', object: 'sysmail_mailitems', needed: measuring },
  { right: 'SELECT', object: 'sysmail_log', needed: measuring },
  { right: 'SELECT', object: 'sysmail_event_log', needed: measuring },
  { right: 'SELECT', object: 'sysmail_send_retries', needed: measuring },
  { right: 'DELETE', object: 'sysmail_mailitems', needed: 'to remove the test mails' },
  { right: 'VIEW SERVER STATE', object: '', needed: 'to see the sessions of the Database Mail process' },
];

/** `SELECT on sysmail_server`. */
export const rightText = ({ right, object }: Right) => (object === '' ? right : `${right} on ${object}`);

/** Without these the accounts cannot even be read, which every other step builds on. */
export const isVital = ({ needed }: Right) => needed === reading;
