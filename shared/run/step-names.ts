import type { ChangeStep } from './plan';

/** The steps as they are called where they are listed. */
const stepNames: Readonly<Record<ChangeStep | 'measure', string>> = {
  measure: 'Measuring before the changes',
  connections: 'Connections',
  efficiency: 'Efficiency',
  timeout: 'Database Mail timeout',
  undo: 'Taking settings back',
  restart: 'Restart of Database Mail',
  'remove-test-mails': 'Removing the test mails',
};

/** Of what was left: an older version may have had other steps. */
export const stepName = (step: string): string =>
  Object.hasOwn(stepNames, step) ? stepNames[step as keyof typeof stepNames] : step;
