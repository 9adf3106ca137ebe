import type { SqlEncryption, SqlSignIn } from '../../../../shared/database-mail/sql-session';

/** Where a SQL Server listens, and how a session to it is protected. */
export type SqlTarget = {
  host: string;
  /** Null where the SQL Server Browser is asked for the port of `instance`. */
  port: number | null;
  instance: string | null;
  encryption: SqlEncryption;
  /** SHA-256 fingerprint of the one certificate to accept; null where it must be vouched for. */
  certificate: string | null;
};

/** Who signs in. The password is in memory only. */
export type SqlIdentity = {
  kind: SqlSignIn;
  /** A login, or DOMAIN\user; of no use for the Windows user. */
  user: string;
  password: string;
};
