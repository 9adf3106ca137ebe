import { canonicalJson } from '../../../shared/canonical-json';
import type { Connection } from '../../../shared/run/connection';
import { checkConnection, parseMailboxes, type ConnectionMessages } from '../../../shared/run/validate-connection';

/** What is typed, as typed. */
export type ConnectDraft = {
  exchangeServer: string;
  sqlServer: string;
  sqlUser: string;
  sqlPassword: string;
  profile: string;
  /** One a line. */
  mailboxes: string;
};

export type DraftMessages = ConnectionMessages & { sqlPassword?: string };

/** SQL Server takes no longer password. */
const longestPassword = 128;

/** The form as it opens: what is known already, else empty. */
export function draftOf(connection: Connection | null, sqlPassword: string): ConnectDraft {
  const { testMailboxes = [], ...named } = connection ?? {};
  const empty = { exchangeServer: '', sqlServer: '', sqlUser: '', profile: '' };
  return { ...empty, ...named, mailboxes: testMailboxes.join('\n'), sqlPassword };
}

/** The connection that the form names. */
export function connectionOf(draft: ConnectDraft): Connection {
  return {
    exchangeServer: draft.exchangeServer.trim(),
    sqlServer: draft.sqlServer.trim(),
    sqlUser: draft.sqlUser.trim(),
    profile: draft.profile.trim(),
    testMailboxes: parseMailboxes(draft.mailboxes),
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
