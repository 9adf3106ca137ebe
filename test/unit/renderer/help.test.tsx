// @vitest-environment happy-dom
import { fireEvent, render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { HelpAndAbout } from '../../../renderer/components/help/help-and-about';
import { useShowHelp } from '../../../renderer/components/help/show-help';
import type { MenuItem } from '../../../shared/settings';
import { ok, scriptProgram } from './page';

function Ask() {
  const show = useShowHelp();
  return <button onClick={() => show('help')}>Help</button>;
}

/** Draws it; answers what stands where the program's menu stands. */
function drawWithMenu(): (item: MenuItem) => void {
  const asked = scriptProgram({
    'app.info': () => ok({ version: '1.2.3', runtime: 'Electron 45', platform: 'win32' }),
  });
  expect(asked).toEqual([]);
  let choose: (item: MenuItem) => void = () => undefined;
  window.relaytune.onMenu = (listener) => {
    choose = listener;
    return () => undefined;
  };
  render(
    <HelpAndAbout>
      <Ask />
    </HelpAndAbout>,
  );
  return (item) => choose(item);
}

test('help opens from a page, is searched, says what it found, and closes', async () => {
  drawWithMenu();
  fireEvent.click(screen.getByRole('button', { name: 'Help' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Help' }));
  fireEvent.change(dialog.getByRole('searchbox'), { target: { value: 'MaxHopCount' } });
  expect(dialog.getByRole('status').textContent).toBe('1 entry');
  expect(dialog.getByRole('definition').textContent).toContain('going round in circles');
  fireEvent.change(dialog.getByRole('searchbox'), { target: { value: 'zzz' } });
  expect(dialog.getByRole('status').textContent).toBe('Nothing is written here about “zzz”.');
  fireEvent.click(dialog.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('what had the focus has it again afterwards, also where help was followed by about', async () => {
  const choose = drawWithMenu();
  const button = screen.getByRole('button', { name: 'Help' });
  button.focus();
  choose('help');
  const help = within(await screen.findByRole('dialog', { name: 'Help' }));
  help.getByRole('searchbox').focus();
  choose('about');
  const about = within(await screen.findByRole('dialog', { name: 'About RelayTune' }));
  const close = about.getByRole('button', { name: 'Close' });
  close.focus();
  expect(document.activeElement).toBe(close);
  fireEvent.click(close);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(button);
});

test('the menu shows help or about, and nothing that it does not know', async () => {
  const choose = drawWithMenu();
  choose('settings' as MenuItem);
  choose('about');
  const dialog = within(await screen.findByRole('dialog', { name: 'About RelayTune' }));
  expect(await dialog.findByText('RelayTune 1.2.3')).toBeTruthy();
  expect(dialog.getByText('Electron 45')).toBeTruthy();
});
