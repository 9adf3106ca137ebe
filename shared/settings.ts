import { z } from 'zod';

export const themeSchema = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof themeSchema>;

/** A rectangle on the desktop, in device-independent pixels, as Electron counts them. */
const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Bounds = z.infer<typeof boundsSchema>;

/** What the program remembers from one start to the next. Nothing of a run and no secret: those have their own places. */
export const settingsSchema = z.object({
  /** Light or dark, or as the system is. */
  theme: themeSchema.catch('system'),
  /** Where the window was when it was not maximised; null before the first. */
  window: boundsSchema.nullable().catch(null),
  isMaximized: z.boolean().catch(false),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What is asked for in the program's menu and shown by the page. */
export const menuItemSchema = z.enum(['help', 'about']);
export type MenuItem = z.infer<typeof menuItemSchema>;
