import type { Problem } from '../../../../shared/result';

/** Its process died, or was ended before. */
export const gone: Problem = {
  code: 'powershell/ended',
  title: 'The PowerShell session has ended.',
  detail: 'Its process is gone. What it was doing may be done or not.',
  hint: 'Try again: RelayTune starts another one and reads what really happened.',
};

/** Its process was gone before it was asked. */
export const endedBefore: Problem = {
  ...gone,
  code: 'powershell/ended-before',
  detail: 'Its process is gone. What was asked of it was not begun.',
};

/** The user pressed Stop. */
export const stopped: Problem = {
  code: 'powershell/stopped',
  title: 'Stopped.',
  detail: 'The PowerShell process was ended. Nothing was being changed.',
  hint: 'Start it again whenever you like: RelayTune connects anew.',
};

export function tooSlow(milliseconds: number): Problem {
  return {
    code: 'powershell/too-slow',
    title: 'PowerShell did not answer in time.',
    detail: `It took longer than ${milliseconds / 1000} s, so its process was ended. What it was doing may be done or not.`,
    hint: 'Try again: RelayTune starts another one and reads what really happened.',
  };
}

export function notStarted(detail: string): Problem {
  return {
    code: 'powershell/not-started',
    title: 'PowerShell could not be started.',
    detail,
    hint: 'Windows PowerShell is part of Windows: check that powershell.exe may run on this computer.',
  };
}
