import { z } from 'zod';

/** More slices than this are merged two by two, so that a test of any length stays small. */
export const mostSlices = 240;

/** What happened in each slice of a test, in the order of time. */
export const timelineSchema = z.strictObject({
  /** Milliseconds of a slice, on the clock of the servers. */
  sliceMs: z.number().positive(),
  slices: z
    .array(
      z.strictObject({
        /** Most sessions open at once in the slice; null where the test cannot see them. */
        open: z.int().nullable(),
        /** Mails that were accepted; of a ladder, sessions. */
        accepted: z.int(),
        /** Answered with a 421. */
        refused421: z.int(),
        /** Failed in any other way. */
        failed: z.int(),
      }),
    )
    .max(mostSlices),
});
export type Timeline = z.infer<typeof timelineSchema>;
export type Slice = Timeline['slices'][number];
