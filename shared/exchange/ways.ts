import { z } from 'zod';

/** The ways to Exchange's cmdlets (domain: "Getting the cmdlets"); each is Microsoft's own and goes through RBAC. */
export const waySchema = z.enum(['kerberos', 'managementShell', 'credential']);
export type Way = z.infer<typeof waySchema>;

/** 'automatic' tries those that ask nothing, in their order. */
export const wayChoiceSchema = waySchema.or(z.literal('automatic'));
export type WayChoice = z.infer<typeof wayChoiceSchema>;

/** In the order in which they are offered. */
export const wayChoices: readonly WayChoice[] = ['automatic', ...waySchema.options];

export const wayNames: Readonly<Record<WayChoice, string>> = {
  automatic: 'Automatic',
  kerberos: 'Kerberos remoting',
  managementShell: 'Exchange Management Shell',
  credential: 'Other credentials',
};

/** What each needs, in one sentence. */
export const wayNeeds: Readonly<Record<WayChoice, string>> = {
  automatic: 'Tries Kerberos remoting, then the Exchange Management Shell of this computer.',
  kerberos:
    'Signs in as you, over port 80 of the Exchange server; this computer must be in the same forest or a trusted one.',
  managementShell: 'Uses the Exchange management tools of this computer, with their own script.',
  credential: 'PowerShell asks for a name and a password in its own dialog; RelayTune never sees the password.',
};

/** The ways that a choice tries, in order. */
export function waysOf(choice: WayChoice): readonly Way[] {
  return choice === 'automatic' ? ['kerberos', 'managementShell'] : [choice];
}
