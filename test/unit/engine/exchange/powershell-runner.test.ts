import { describe, expect, it } from 'vitest';
import { powerShellRunner } from '../../../../electron/engine/exchange/powershell-runner';
import type { PowerShellResult } from '../../../../electron/engine/exchange/powershell/envelope';
import { ProblemError } from '../../../../shared/result';

const nothing: PowerShellResult = { output: [], errors: [], warnings: [], screen: '' };
const problem = (code: string) => new ProblemError({ code, title: '', detail: '', hint: '' });
const command = { cmdlet: 'Get-ReceiveConnector', parameters: [] };
const target = { server: 'hub1', way: 'automatic' as const };

/** Sessions that answer each request from the script; keeps how many were opened, left and closed. */
function scripted(...answers: (PowerShellResult | Error)[]) {
  const counts = { opened: 0, left: 0, closed: 0 };
  let asked = 0;
  const runner = powerShellRunner(() => {
    counts.opened += 1;
    return Promise.resolve({
      through: `through session ${counts.opened}`,
      session: {
        run() {
          const answer = answers[asked++] ?? nothing;
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
        close: () => Promise.resolve(void (counts.closed += 1)),
      },
      leave: () => Promise.resolve(void (counts.left += 1)),
    });
  });
  runner.aim(target);
  return { runner, counts };
}

describe('one session', () => {
  it('serves all requests, and is left and closed once', async () => {
    const { runner, counts } = scripted();
    await runner.run(command);
    await runner.run(command);
    expect(runner.through()).toBe('through session 1');
    await runner.close();
    await runner.close();
    expect(counts).toEqual({ opened: 1, left: 1, closed: 1 });
  });

  it('stays after an error of Exchange’s', async () => {
    const refused = { message: 'No.', category: '', fullyQualifiedErrorId: 'X,Get-ReceiveConnector', reason: '' };
    const { runner, counts } = scripted({ ...nothing, errors: [refused] });
    await expect(runner.run(command)).rejects.toMatchObject({ problem: { code: 'exchange/refused' } });
    await runner.run(command);
    expect(counts).toMatchObject({ opened: 1, closed: 0 });
  });

  it.each(['powershell/ended', 'powershell/too-slow', 'powershell/unreadable', 'powershell/stopped'])(
    'is closed after %s, and the next request opens another',
    async (code) => {
      const { runner, counts } = scripted(problem(code));
      await expect(runner.run(command)).rejects.toMatchObject({ problem: { code } });
      expect(counts).toMatchObject({ opened: 1, closed: 1 });
      await runner.run(command);
      expect(counts.opened).toBe(2);
    },
  );

  // As seen when the far end of a real remoting session dies.
  it.each([
    ['JobFailure', 'PSRemotingTransportException'],
    ['InvalidOperation,Microsoft.PowerShell.Commands.InvokeCommandCommand', 'PSInvalidOperationException'],
    [
      'InvokeCommandCommandInvalidSessionState,Microsoft.PowerShell.Commands.InvokeCommandCommand',
      'InvalidRunspaceStateException',
    ],
    ['-2144108212', ''],
  ])('that lost its server by %s is gone, not refused', async (fullyQualifiedErrorId, reason) => {
    const lost = { message: 'Lost.', category: '', fullyQualifiedErrorId, reason };
    const { runner, counts } = scripted({ ...nothing, errors: [lost] });
    await expect(runner.run(command)).rejects.toMatchObject({ problem: { code: 'powershell/ended' } });
    expect(counts.closed).toBe(1);
  });
});

it('is opened anew after it could not be opened', async () => {
  let tries = 0;
  const runner = powerShellRunner(() => {
    tries += 1;
    return Promise.reject(problem('exchange/winrm'));
  });
  runner.aim(target);
  await expect(runner.run(command)).rejects.toMatchObject({ problem: { code: 'exchange/winrm' } });
  await expect(runner.run(command)).rejects.toMatchObject({ problem: { code: 'exchange/winrm' } });
  expect(tries).toBe(2);
  await runner.close();
});

it('ends an opening in progress when it is left, as while a sign-in dialog is open', async () => {
  const runner = powerShellRunner(
    (_target, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(problem('powershell/stopped')));
      }),
  );
  const connecting = runner.connect(target, { say: () => undefined });
  await new Promise(setImmediate);
  const closing = runner.close();
  await expect(connecting).rejects.toMatchObject({ problem: { code: 'powershell/stopped' } });
  await closing;
});

it('opens nothing after it was closed', async () => {
  const { runner, counts } = scripted();
  const connecting = runner.connect(target, { say: () => undefined });
  await runner.close();
  await expect(connecting).rejects.toMatchObject({ problem: { code: 'powershell/ended' } });
  expect(counts.opened).toBe(0);
});

it('asks nobody before it was told whom', async () => {
  const runner = powerShellRunner(() => Promise.reject(new Error('Nobody was named.')));
  await expect(runner.run(command)).rejects.toMatchObject({ problem: { code: 'connect/needed' } });
});

it('takes warnings off the screen, where remoting prints them too', async () => {
  const { runner } = scripted({
    ...nothing,
    warnings: ['Careful.'],
    screen: 'WARNING: Careful.\nWhat if: Setting it.',
  });
  expect(await runner.run(command)).toEqual({ output: [], warnings: ['Careful.'], screen: 'What if: Setting it.' });
});
