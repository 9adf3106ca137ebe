import { z } from 'zod';

/** One request to the PowerShell session, for the page that shows what ran. */
export const transcriptEntrySchema = z.strictObject({
  /** ISO time at which it ended. */
  at: z.string(),
  script: z.string(),
  milliseconds: z.int(),
  ok: z.boolean(),
  /** What came back, as the shell would show it; hostile text. */
  output: z.string(),
});
export type TranscriptEntry = z.infer<typeof transcriptEntrySchema>;
