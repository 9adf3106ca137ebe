import { z } from 'zod';

/** The pages of a run in their order; 'measure' is the sub-step between 2 and 3 and has no number on the rail. */
export const pageSchema = z.enum([
  'connect',
  'connector',
  'measure',
  'connections',
  'efficiency',
  'timeout',
  'test',
  'result',
]);
export type Page = z.infer<typeof pageSchema>;
