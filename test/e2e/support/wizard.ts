import type { Page } from '@playwright/test';
import { expect } from './launch';

/** The measuring pages run whole bursts with retries, in lab time. */
const burstMilliseconds = 90_000;

export const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1, exact: true });

export async function startPractice(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start practice' }).click();
  await expect(heading(page, 'Connect and check')).toBeVisible();
}

export async function connect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect and check', exact: true }).first().click();
  await expect(page.getByText('0 blocked.')).toBeVisible({ timeout: 30_000 });
}

export async function chooseConnector(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(heading(page, 'Receive connector')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'EX10-HUB1\\Relay SQL Server' })).toBeChecked();
  await expect(page.getByText('Sessions one source can hold at once:').first()).toBeVisible();
}

/** Sends the SMTP burst of the page that shows, and waits for its end. */
export async function sendSmtpBurst(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Send the SMTP burst/ }).click();
  const stop = page.getByRole('region', { name: /^SMTP burst/ }).getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();
  await expect(stop).toHaveCount(0, { timeout: burstMilliseconds });
  await expect(page.getByRole('table', { name: 'SMTP burst' })).toBeVisible();
}

/** Runs the ladder and the Database Mail burst of the page that shows: what the verdict needs. */
export async function measure(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Climb the ladder/ }).click();
  await expect(page.getByText(/^Measured:/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: /^Send the Database Mail burst/ }).click();
  await expect(page.getByRole('table', { name: 'Database Mail burst' })).toBeVisible({ timeout: burstMilliseconds });
}

/** Reviews the step's change, confirms it, and waits until it was read back. */
export async function change(page: Page, confirm: string, act: string): Promise<void> {
  await page.getByRole('button', { name: 'Review the change' }).click();
  await expect(heading(page, confirm)).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: act, exact: true }).click();
  await expect(page.getByText('Done, and read back.').first()).toBeVisible({ timeout: 30_000 });
}

export async function next(page: Page, name = 'Next'): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}
