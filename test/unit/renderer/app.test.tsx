// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { App } from '../../../renderer/app';
import { fakeProgram, type FakeProgram } from './fake-program';
import { draw, ok, scriptProgram } from './page';
import { chosenRun, connectedRun, freshRun, readRun } from './states';

const button = (name: string) => screen.getByRole('button', { name });
const step = (name: string) => within(screen.getByRole('navigation')).getByRole('button', { name });
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

/** Answers the call to a channel once it is there. */
async function answer(program: FakeProgram, channel: string, envelope: unknown): Promise<void> {
  await waitFor(() => expect(program.calls.map((each) => each.channel)).toContain(channel));
  await act(async () => {
    program.calls.find((each) => each.channel === channel)?.answer(envelope);
    await Promise.resolve();
  });
}

async function start(): Promise<void> {
  draw(<App />);
  fireEvent.click(button('Start practice'));
  await waitFor(() => expect(screen.getByRole('navigation', { name: 'Steps' })).toBeTruthy());
}

describe('App', () => {
  it('goes from Start into the run, marks it as practice, and leads to the steps whose needs are met', async () => {
    const asked = scriptProgram({
      'runs.list': () => ok([]),
      'runs.create': () => ok({ ...connectedRun, page: 'connect' }),
      'connect.suggest': () => ok({ connection: connectedRun.connection, sqlPassword: 'Practice-only-1' }),
      'page.open': () => ok(readRun),
      'connectors.read': () => ok(readRun),
      'accounts.read': () => ok(readRun),
    });
    await start();
    expect(await heading('Connect and check')).toBeTruthy();
    expect(screen.getByText('Practice: The article’s case')).toBeTruthy();
    expect(screen.getByText('Step 1 of 7')).toBeTruthy();
    // What is to be found out stands on the page, and is one click away on every other.
    expect(within(screen.getByRole('region', { name: 'The article’s case' })).getAllByRole('listitem')).toHaveLength(3);
    fireEvent.click(button('Practice brief'));
    const brief = within(await screen.findByRole('dialog', { name: 'The article’s case' }));
    expect(brief.getByText(/some of its mails fail with “421 4.3.2”/)).toBeTruthy();
    fireEvent.click(brief.getByRole('button', { name: 'Close', hidden: true }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(step('1 Connect and check').getAttribute('aria-current')).toBe('step');
    expect(step('3 Connections').getAttribute('aria-disabled')).toBe('true');

    fireEvent.click(step('3 Connections'));
    fireEvent.click(step('2 Receive connector'));
    expect(await heading('Receive connector')).toBeTruthy();
    expect(asked.filter((each) => each.channel === 'page.open').map((each) => each.input)).toEqual([
      { page: 'connector' },
    ]);
    expect(step('done Connect and check')).toBeTruthy();
  });

  it('says on the page why another page could not be opened', async () => {
    const full = { code: 'journal/full', title: 'The disk is full.', detail: 'ENOSPC', hint: 'Make room.' };
    scriptProgram({
      'runs.list': () => ok([]),
      'runs.create': () => ok(chosenRun),
      'page.open': () => ({ ok: false, error: full }),
    });
    await start();
    fireEvent.click(step('3 Connections'));
    expect(await screen.findByText('The disk is full.')).toBeTruthy();
    expect(await heading('Measure first')).toBeTruthy();
  });

  it('stays on Start when an answer comes after the run was left', async () => {
    const program = fakeProgram();
    draw(<App />);
    await answer(program, 'runs.list', ok([]));
    fireEvent.click(button('Start practice'));
    await answer(program, 'runs.create', ok(readRun));
    fireEvent.click(button('Back to Start'));
    expect(program.calls.map((each) => each.channel)).toContain('runs.close');
    await answer(program, 'connectors.read', ok(readRun));
    expect(screen.queryByRole('navigation', { name: 'Steps' })).toBeNull();
    expect(document.activeElement).toBe(await heading('RelayTune'));
  });

  it('keeps the window usable when a page cannot be drawn', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const [relay] = chosenRun.connectors.slice(-1);
    const unreadable = { ...relay, attributes: { ...relay?.attributes, MaxInboundConnectionPerSource: 'many' } };
    const broken = { ...chosenRun, page: 'connections', connectors: [unreadable] };
    scriptProgram({
      'runs.list': () => ok([]),
      'runs.create': () => ok(broken),
      'page.open': () => ok({ ...freshRun, connection: connectedRun.connection }),
    });
    await start();
    expect(await heading('This page cannot be shown')).toBeTruthy();
    expect(screen.getByText(/many/)).toBeTruthy();
    fireEvent.click(step('done Connect and check'));
    expect(await heading('Connect and check')).toBeTruthy();
    silent.mockRestore();
  });
});
