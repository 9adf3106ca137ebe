/** New sessions a second on real servers, at most: they have other clients. */
export const ladderPerSecond = 15;
/** Sessions on real servers, at most, however high the limit. */
export const mostOnServers = 600;
/** Where no limit is expected, a ladder that goes on for ever proves nothing more. */
const mostWithoutLimit = 600;
const pastTheLimit = 5;

/** How many sessions a ladder opens at most. @param limit what one source may hold; null = no limit. @param most whatever it is */
export function ladderLength(limit: number | null, most: number): number {
  return Math.min(most, limit === null ? mostWithoutLimit : limit + pastTheLimit);
}

/** How long so many sessions take on real servers, as the end of a sentence. */
export function ladderDuration(most: number): string {
  return `about ${Math.ceil(most / ladderPerSecond)} s at ${ladderPerSecond} sessions a second; longer where greetings are slow`;
}
