import type { Page } from '@playwright/test';
import type { Channel, Input, Output } from '../../../shared/contract';
import type { Result } from '../../../shared/result';
import type { Phase } from '../../../shared/run/measured';
import type { Page as RunPage } from '../../../shared/run/page';
import type { PlanRequest } from '../../../shared/run/plan';
import { confirm, connectPractice } from '../../support/practice-steps';

/** Asks the program what its page could ask; throws where it refuses. */
async function ask<C extends Channel>(page: Page, channel: C, input: Input<C>): Promise<Output<C>> {
  const text = await page.evaluate(([wanted, words]) => window.relaytune.call(wanted, words, crypto.randomUUID()), [
    channel,
    input,
  ] as const);
  const answer = JSON.parse(text) as Result<Output<C>>;
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.title} ${answer.error.detail}`);
  return answer.value;
}

/** The ladder and a small burst: charts and tables to look at. */
export async function measureQuickly(page: Page, phase: Phase): Promise<void> {
  await ask(page, 'measure.ladder', { phase, sourceAddress: null });
  await ask(page, 'measure.burst', { phase, mails: 30, acceptedBacklog: 0 });
}

/**
 * A practice run that has come as far as `to`, with these changes made, without a click: for tests that begin there. The program shows
 * Start, which lists it. Answers the run's id.
 */
export async function runUpTo(
  page: Page,
  to: RunPage,
  scenario: string,
  changes: readonly PlanRequest[] = [],
  measure: (page: Page, phase: Phase) => Promise<void> = () => Promise.resolve(),
) {
  const { id } = await connectPractice((channel, input) => ask(page, channel, input), scenario);
  await measure(page, 'before');
  for (const change of changes) await ask(page, 'apply', confirm(await ask(page, 'plan', change)));
  await measure(page, 'after');
  await ask(page, 'page.open', { page: to });
  await ask(page, 'runs.close', {});
  await page.reload();
  await page.locator('main h1').waitFor();
  return id;
}
