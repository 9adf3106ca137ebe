import type { Account } from './account';

/**
 * How a timeout can be changed on this build: by Microsoft's procedure with the flag that keeps a stored login; without it where there is
 * no login to lose; or only by writing to the table, which Microsoft does not support. Source: the builds in which
 * sysmail_update_account_sp got @timeout and @no_credential_change.
 */
export type TimeoutWay = 'procedure' | 'without-flag' | 'table';

const needed = ['@timeout', '@no_credential_change'] as const;

/** Those of @timeout and @no_credential_change that the procedure lacks. */
export function missingParameters(parameters: readonly string[]): string[] {
  const names = new Set(parameters.map((name) => name.toLowerCase()));
  return needed.filter((name) => !names.has(name));
}

export function timeoutWay(
  parameters: readonly string[],
  account: Pick<Account, 'username' | 'credentialId'> | null,
): TimeoutWay {
  const missing = missingParameters(parameters);
  if (missing.length === 0) return 'procedure';
  const hasNoLogin = account?.username === null && account.credentialId === null;
  return hasNoLogin && !missing.includes('@timeout') ? 'without-flag' : 'table';
}
