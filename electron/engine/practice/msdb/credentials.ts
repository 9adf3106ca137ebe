/** The credential that holds an account's password has a number of its own; ids of the practice server's begin here. */
export const credentialId = (accountId: number) => 65_536 + accountId;
