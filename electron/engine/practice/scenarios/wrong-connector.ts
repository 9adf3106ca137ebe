import { articleScenario } from './article';
import type { Scenario } from './scenario';

/** Within the range of `Relay Scanners`. */
const secondCard = 135;

/**
 * The SQL Server's mail leaves by its second network card, whose address the scanners' connector serves. `Relay SQL Server` holds
 * the address that the server's name stands for, and sees none of the mail.
 */
export const wrongConnectorScenario: Scenario = {
  ...articleScenario,
  name: 'wrong-connector',
  databaseMail: { ...articleScenario.databaseMail, sendsFrom: secondCard },
};
