/** Loopback addresses, each of another machine of the practice network. */
export type LabAddresses = {
  hub: string;
  /** All hubs by server name, the first one included. */
  hubs: Record<string, string>;
  sqlServer: string;
  /** The SQL Server's second address, which its mail leaves from; absent where it has one alone. */
  sqlServerMail?: string;
  workstation: string;
  otherServer: string;
};
