// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RunState } from '../../../shared/run/state';
import { ConnectorPage } from '../../../renderer/pages/connector/connector-page';
import { fakeProgram } from './fake-program';
import { ok, renderPage, scriptProgram } from './page';
import { chosenRun, connectedRun, readRun, relay } from './states';

const reads = (state: RunState) => ({ 'connectors.read': () => ok(state), 'accounts.read': () => ok(state) });
const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('ConnectorPage', () => {
  it('reads on opening, shows the one that serves, and hides the others until asked', async () => {
    const asked = scriptProgram(reads(readRun));
    renderPage(<ConnectorPage />, connectedRun);
    expect(await screen.findByText('Serves 10.1.5.20 on port 25')).toBeTruthy();
    expect(asked.map((each) => each.channel)).toEqual(['connectors.read', 'accounts.read']);
    expect(screen.getAllByRole('radio')).toHaveLength(1);
    expect(radio('EX10-HUB1\\Relay SQL Server').disabled).toBe(false);
    expect(screen.getByText(/^Address assumed/)).toBeTruthy();

    click('Show 2 that do not serve this server');
    expect(radio('EX10-HUB1\\Default EX10-HUB1').disabled).toBe(true);
    expect(radio('EX10-HUB1\\Relay Scanners').disabled).toBe(true);
    expect(screen.getAllByText('Not for this fix')).toHaveLength(1);
    const reason = radio('EX10-HUB1\\Relay Scanners').getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(reason)?.textContent).toContain('the address is not in its RemoteIPRanges');
  });

  it('goes on only with a connector that serves the SQL Server', async () => {
    const asked = scriptProgram({ ...reads(readRun), 'connectors.choose': () => ok(chosenRun) });
    const opened = renderPage(<ConnectorPage />, readRun);
    click('Next');
    expect(screen.getByText(/Choose the connector that serves the SQL Server\./)).toBeTruthy();
    expect(opened).toEqual([]);
    fireEvent.click(await screen.findByRole('radio', { name: 'EX10-HUB1\\Relay SQL Server' }));
    await waitFor(() => expect(radio('EX10-HUB1\\Relay SQL Server').checked).toBe(true));
    expect(asked.at(-1)).toEqual({ channel: 'connectors.choose', input: { guid: relay.guid } });
    click('Next');
    expect(opened).toEqual(['measure']);
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
    expect(await screen.findByText(/Choose the connector that serves the SQL Server\./)).toBeTruthy();
    expect(opened).toEqual([]);
  });

  it('takes a choice while it still reads', async () => {
    const program = fakeProgram();
    renderPage(<ConnectorPage />, readRun);
    fireEvent.click(radio('EX10-HUB1\\Relay SQL Server'));
    expect(program.calls.map((each) => each.channel)).toEqual(['connectors.read', 'connectors.choose']);
    await act(async () => {
      program.calls.forEach((each) => each.answer(ok(chosenRun)));
      await Promise.resolve();
    });
    await waitFor(() => expect(radio('EX10-HUB1\\Relay SQL Server').checked).toBe(true));
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
    expect(await screen.findByRole('radio', { name: 'EX10-HUB1\\Relay SQL Server' })).toBeTruthy();
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
