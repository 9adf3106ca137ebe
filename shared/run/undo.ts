import { z } from 'zod';

/** One setting that this run changed, and what has become of it. */
export const undoRowSchema = z.strictObject({
  /** PlanTarget.key, kind and name. */
  key: z.string(),
  kind: z.enum(['connector', 'account']),
  name: z.string(),
  setting: z.string(),
  /** What was there before this run, and what this run wrote last. */
  before: z.string(),
  ours: z.string(),
  /** What is there now; null where it could not be read. */
  now: z.string().nullable(),
  /** 'ours': it can be taken back. 'back': it is as it was. 'may-change': the same, but a write may still come. 'changed-since': somebody else's value stands. */
  status: z.enum(['ours', 'back', 'may-change', 'changed-since', 'unreadable']),
  /** Why it could not be read, or may change; '' otherwise. */
  reason: z.string(),
});
export type UndoRow = z.infer<typeof undoRowSchema>;
