import { canonicalJson } from '../../../shared/canonical-json';
import { emptyConnection, fullProtection, type Connection } from '../../../shared/run/connection';
import type { Consent } from '../../../shared/database-mail/sql-session';
import { checkConnection, parseList, type ConnectionMessages } from '../../../shared/run/validate-connection';

/** What is typed, as typed. */
export type ConnectDraft = Omit<Connection, 'testMailboxes' | 'sqlAddresses'> & {
  sqlPassword: string;
  /** One a line, each. */
  mailboxes: string;
  addresses: string;
};

export type DraftMessages = ConnectionMessages & { sqlPassword?: string };

/** SQL Server takes no longer password. */
const longestPassword = 128;

/** The form as it opens: what is known already, else empty. */
export function draftOf(connection: Connection | null, sqlPassword: string): ConnectDraft {
  const { testMailboxes, sqlAddresses, ...named } = connection ?? emptyConnection;
  return { ...named, mailboxes: testMailboxes.join('\n'), addresses: sqlAddresses.join('\n'), sqlPassword };
}

/** Another server starts with full protection again: what was agreed to was agreed to for the one before. */
export function withSqlServer(draft: ConnectDraft, sqlServer: string, isPractice: boolean): ConnectDraft {
  return isPractice ? { ...draft, sqlServer } : { ...draft, sqlServer, ...fullProtection };
}

/** What the user agreed to, on top of what was agreed to before. */
export function withConsent(draft: ConnectDraft, consent: Consent): ConnectDraft {
  return consent.kind === 'certificate'
    ? { ...draft, sqlCertificate: consent.certificate.fingerprint }
    : { ...draft, sqlEncryption: consent.kind };
}

/** The connection that the form names. */
export function connectionOf(draft: ConnectDraft): Connection {
  return {
    exchangeServer: draft.exchangeServer.trim(),
    exchangeWay: draft.exchangeWay,
    connectorScope: draft.connectorScope,
    sqlServer: draft.sqlServer.trim(),
    sqlAddresses: parseList(draft.addresses),
    sqlSignIn: draft.sqlSignIn,
    sqlUser: draft.sqlSignIn === 'windowsUser' ? '' : draft.sqlUser.trim(),
    sqlEncryption: draft.sqlEncryption,
    sqlCertificate: draft.sqlCertificate,
    profile: draft.profile.trim(),
    testMailboxes: parseList(draft.mailboxes),
  };
}

/** One message for each field that cannot be used; empty when all can. */
export function messagesOf(draft: ConnectDraft): DraftMessages {
  const tooLong = draft.sqlPassword.length > longestPassword;
  return {
    ...checkConnection(connectionOf(draft)),
    ...(tooLong ? { sqlPassword: `Enter the password: ${longestPassword} characters at most.` } : {}),
  };
}

/** Whether the form still names what was checked. */
export function namesSame(draft: ConnectDraft, checked: Connection | null): boolean {
  return canonicalJson(connectionOf(draft)) === canonicalJson(checked);
}
