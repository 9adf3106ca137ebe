import { z } from 'zod';

/** Measured before the changes of a run, or after them. */
export const phaseSchema = z.enum(['before', 'after']);
export type Phase = z.infer<typeof phaseSchema>;

/** Whether any of a phase's tests has a result. */
export const isMeasured = (tests: Readonly<Record<string, object | null>>): boolean =>
  Object.values(tests).some((result) => result !== null);

/** What every test's result says of itself. */
export const measuredShape = {
  id: z.string(),
  phase: phaseSchema,
  /** SERVER\Name of the connector the test was aimed at. */
  connectorIdentity: z.string(),
  sourceAddress: z.string(),
  /** ISO times on the clock of the servers (lab time in practice). */
  startedAt: z.string(),
  endedAt: z.string(),
  /** True when anything ended it early, the user or the test itself: the numbers cover what had happened by then. */
  stopped: z.boolean(),
};
