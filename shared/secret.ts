import { z } from 'zod';

const secrets = z.registry<{ secret: true }>();

/** Marks what holds a secret: it is kept in memory alone, and no trace shows it (redact.ts). */
export function secret<T extends z.ZodType>(schema: T): T {
  secrets.add(schema, { secret: true });
  return schema;
}

/** Also of what was made from a marked schema: `.max(8)` and the like answer a new one. */
export const isSecret = (schema: z.core.$ZodType) => secrets.get(schema)?.secret === true;
