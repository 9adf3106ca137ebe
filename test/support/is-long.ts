/** In `npm run test:long`: all of what `npm test` takes some of. */
export const isLong = process.env.RELAYTUNE_LONG !== undefined;
