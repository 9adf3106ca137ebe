// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RunState } from '../../../shared/run/state';
import { ConnectorPage } from '../../../renderer/pages/connector/connector-page';
import { fakeProgram } from './fake-program';
import { ok, renderPage, scriptProgram } from './page';
import { makeConnector } from '../shared/exchange/make-connector';
import { chosenRun, connectedRun, readRun, relay } from './states';

const reads = (state: RunState) => ({ 'connectors.read': () => ok(state), 'accounts.read': () => ok(state) });
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('ConnectorPage', () => {
  it('reads on opening, shows the one that serves, and hides the others until asked', async () => {
    const asked = scriptProgram(reads(readRun));
    renderPage(<ConnectorPage />, connectedRun);
    expect(await screen.findByText('Serves 10.1.5.20 on port 25')).toBeTruthy();
    expect(asked.map((each) => each.channel)).toEqual(['connectors.read', 'accounts.read']);
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    expect(box('EX10-HUB1\\Relay SQL Server').disabled).toBe(false);
    expect(screen.getByText('Assumed: 10.1.5.20 (name SQL01). Nobody has proven it yet.')).toBeTruthy();

    click('Show 2 that do not serve this server');
    expect(box('EX10-HUB1\\Default EX10-HUB1').disabled).toBe(true);
    expect(box('EX10-HUB1\\Relay Scanners').disabled).toBe(true);
    expect(screen.getAllByText('Not for this fix')).toHaveLength(1);
    const reason = box('EX10-HUB1\\Relay Scanners').getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(reason)?.textContent).toContain('the address is not in its RemoteIPRanges');
  });

  it('has chosen what serves, and says so when it goes on', async () => {
    const asked = scriptProgram({ ...reads(readRun), 'connectors.choose': () => ok(chosenRun) });
    const opened = renderPage(<ConnectorPage />, readRun);
    await waitFor(() => expect(box('EX10-HUB1\\Relay SQL Server').checked).toBe(true));
    click('Next');
    await waitFor(() => expect(opened).toEqual(['measure']));
    expect(asked.at(-1)).toEqual({ channel: 'connectors.choose', input: { guids: [relay.guid] } });
  });

  it('leaves out a hub on request, and never the last one', async () => {
    const second = { ...makeConnector('EX10-HUB2\\Relay SQL Server'), guid: '33333333-6a52-4f4e-9c3b-0a4b5c6d7e8f' };
    // The account's name is a balancer's: any hub may be reached.
    const accounts = readRun.accounts.map((account) => ({ ...account, serverAddresses: ['10.1.1.99'] }));
    const two = { ...readRun, accounts, connectors: [...readRun.connectors, second] };
    const asked = scriptProgram({
      ...reads(two),
      'connectors.choose': (input) => ok({ ...two, connectorGuids: (input as { guids: string[] }).guids }),
    });
    renderPage(<ConnectorPage />, two);
    expect(await screen.findByText(/one that is left out goes on refusing/)).toBeTruthy();
    expect(screen.getAllByRole('table', { name: 'The nine attributes that matter' })).toHaveLength(2);
    fireEvent.click(box('EX10-HUB1\\Relay SQL Server'));
    await waitFor(() => expect(box('EX10-HUB1\\Relay SQL Server').checked).toBe(false));
    expect(asked.at(-1)).toEqual({ channel: 'connectors.choose', input: { guids: [second.guid] } });
    fireEvent.click(box('EX10-HUB2\\Relay SQL Server'));
    expect(screen.getByText(/Leave at least one connector chosen/)).toBeTruthy();
    expect(box('EX10-HUB2\\Relay SQL Server').checked).toBe(true);
  });

  it('does not go on with a choice that no longer serves', async () => {
    const moved = chosenRun.connectors.map((connector) =>
      connector.guid === relay.guid
        ? { ...connector, attributes: { ...connector.attributes, Enabled: 'False' } }
        : connector,
    );
    const state = { ...chosenRun, connectors: moved };
    scriptProgram(reads(state));
    const opened = renderPage(<ConnectorPage />, state);
    click('Next');
    expect(await screen.findByText(/No connector that serves the SQL Server can be changed/)).toBeTruthy();
    expect(opened).toEqual([]);
  });

  it('proves the address with one test mail, and shows what the log said', async () => {
    const proven = {
      ...readRun,
      source: {
        addresses: [{ address: '10.1.5.20', origin: 'message tracking log' }],
        proof: 'tracking-log' as const,
        detail: 'a test mail arrived from 10.1.5.20.',
      },
    };
    const asked = scriptProgram({ ...reads(readRun), 'source.prove': () => ok(proven) });
    renderPage(<ConnectorPage />, readRun);
    await waitFor(() => expect(asked).toHaveLength(2));
    click('Prove it with one test mail');
    expect(await screen.findByText('Proven: a test mail arrived from 10.1.5.20.')).toBeTruthy();
    expect(asked.at(-1)).toEqual({ channel: 'source.prove', input: {} });
    expect(screen.queryByRole('button', { name: 'Prove it with one test mail' })).toBeNull();
  });

  it('takes a choice while it still reads', async () => {
    const program = fakeProgram();
    renderPage(<ConnectorPage />, chosenRun);
    click('Next');
    expect(program.calls.map((each) => each.channel)).toEqual(['connectors.read', 'connectors.choose']);
    await act(async () => {
      program.calls.forEach((each) => each.answer(ok(chosenRun)));
      await Promise.resolve();
    });
    await waitFor(() => expect(box('EX10-HUB1\\Relay SQL Server').checked).toBe(true));
  });

  it('keeps the reason when the connectors cannot be read, and reads again', async () => {
    const refused = { code: 'exchange/unreachable', title: 'Exchange does not answer.', detail: '', hint: '' };
    const answers = [{ ok: false, error: refused }, ok(readRun)];
    const asked = scriptProgram({
      'connectors.read': () => answers[asked.length === 1 ? 0 : 1],
      'accounts.read': () => ok(readRun),
    });
    renderPage(<ConnectorPage />, connectedRun);
    expect(await screen.findByText('Exchange does not answer.')).toBeTruthy();
    expect(asked.map((each) => each.channel)).toEqual(['connectors.read']);
    expect(screen.queryByText('Reading the receive connectors…')).toBeNull();
    click('Read again');
    expect(await screen.findByRole('checkbox', { name: 'EX10-HUB1\\Relay SQL Server' })).toBeTruthy();
    expect(screen.queryByText('Exchange does not answer.')).toBeNull();
  });

  it('shows the nine attributes with what they mean, the limit, and all as fl shows them', async () => {
    const asked = scriptProgram({ ...reads(chosenRun), 'clipboard.write': () => ok({}) });
    renderPage(<ConnectorPage />, chosenRun);
    const table = within(await screen.findByRole('table', { name: 'The nine attributes that matter' }));
    expect(table.getAllByRole('row')).toHaveLength(10);
    const row = table.getByRole('row', { name: /The SQL Server can hold 20 sessions at most: too few for bulk mail/ });
    expect(within(row).getAllByText('20')).toHaveLength(2);
    expect(within(row).getByText('Look here')).toBeTruthy();
    expect(screen.getByText('20, held by MaxInboundConnectionPerSource')).toBeTruthy();

    click(/^All attributes as Get-ReceiveConnector/);
    click('Copy');
    await screen.findByText('Copied');
    const copied = asked.at(-1)?.input as { text: string };
    expect(copied.text).toContain('MaxAcknowledgementDelay                 : 00:00:30');
    expect(copied.text.split('\n')).toHaveLength(13);
  });
});
