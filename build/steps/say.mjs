/** Progress goes to stderr, so that stdout holds results alone. */
export function say(text) {
  process.stderr.write(`relaytune: ${text}\n`);
}

/** What is wrong in one sentence, and what to do about it in another. */
export class Failure extends Error {
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}
