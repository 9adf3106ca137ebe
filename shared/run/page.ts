import { z } from 'zod';

/** The pages of a run in their order; 'measure' is the sub-step between 2 and 3, 'undo' belongs to the result: neither has a number on the rail. */
export const pageSchema = z.enum([
  'connect',
  'connector',
  'measure',
  'connections',
  'efficiency',
  'timeout',
  'test',
  'result',
  'undo',
]);
export type Page = z.infer<typeof pageSchema>;
