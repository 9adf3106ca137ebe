import { z } from 'zod';

// The page's policy forbids eval, which zod would probe for when the first schema is made: imported before any of them.
z.config({ jitless: true });
