// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LadderPanel } from '../../../renderer/components/ladder-panel';
import { click, here, measured, servers, without, sources } from './ladder-page';
import { ok, renderPage, scriptProgram } from './page';

describe('ladder.ps1 on the page', () => {
  const open = (answers: Parameters<typeof scriptProgram>[0]) => {
    const asked = scriptProgram({ ...sources(here), ...answers });
    renderPage(<LadderPanel phase="before" isOver={false} />, servers);
    click('Measure from the SQL Server with ladder.ps1');
    return asked;
  };

  it('is saved by the program, which asks where to', async () => {
    const asked = open({ 'ladder.saveScript': () => ok({ saved: true }) });
    click('Save ladder.ps1…');
    expect(await screen.findByText('ladder.ps1 was saved.')).toBeTruthy();
    expect(without(asked)).toEqual([{ channel: 'ladder.saveScript', input: { phase: 'before' } }]);
  });

  it('says nothing of a save that was cancelled', async () => {
    const asked = open({ 'ladder.saveScript': () => ok({ saved: false }) });
    click('Save ladder.ps1…');
    await waitFor(() => expect(without(asked)).toHaveLength(1));
    expect(screen.queryByText(/saved/)).toBeNull();
  });

  it('is copied whole', async () => {
    const asked = open({
      'ladder.script': () => ok({ fileName: 'ladder.ps1', text: '# the script' }),
      'clipboard.write': () => ok({}),
    });
    click('Copy the script');
    expect(await screen.findByText('The script was copied.')).toBeTruthy();
    expect(without(asked)[1]).toEqual({ channel: 'clipboard.write', input: { text: '# the script' } });
  });

  it('has its result opened or pasted, and shown', async () => {
    const result = measured({ origin: 'script', machine: 'SQL01' });
    const asked = open({ 'ladder.openResult': () => ok(null), 'ladder.import': () => ok(result) });
    click('Open its result…');
    await waitFor(() => expect(without(asked)).toHaveLength(1));
    expect(screen.queryByText('The result was read.')).toBeNull();
    fireEvent.change(screen.getByLabelText('Or paste its result'), { target: { value: '{"format":1}' } });
    click('Read the pasted result');
    expect(await screen.findByText(/by ladder\.ps1 on SQL01/)).toBeTruthy();
    expect(without(asked)[1]).toEqual({ channel: 'ladder.import', input: { phase: 'before', text: '{"format":1}' } });
  });

  it('shows why a result was refused, and keeps what was pasted', async () => {
    open({});
    const box = screen.getByLabelText<HTMLTextAreaElement>('Or paste its result');
    fireEvent.change(box, { target: { value: 'nothing' } });
    click('Read the pasted result');
    expect(await screen.findByText('No answer to ladder.import.')).toBeTruthy();
    expect(box.value).toBe('nothing');
  });
});
