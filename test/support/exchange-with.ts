import type { CommandRunner } from '../../electron/engine/exchange/command-runner';
import type { PowerShellObject } from '../../electron/engine/exchange/powershell/envelope';
import { ProblemError } from '../../shared/result';

export const problem = (code: string) => new ProblemError({ code, title: '', detail: '', hint: '' });

/** An Exchange that answers each cmdlet with these objects or this problem; it does not have the others. */
export function exchangeWith(answers: Record<string, PowerShellObject[] | ProblemError>): CommandRunner {
  return {
    aim: () => undefined,
    connect: () => Promise.resolve(),
    through: () => 'through a test',
    run({ cmdlet }) {
      const answer = answers[cmdlet] ?? problem('exchange/no-cmdlet');
      return answer instanceof ProblemError
        ? Promise.reject(answer)
        : Promise.resolve({ output: answer, warnings: [], screen: '' });
    },
    hold: () => Promise.resolve(null),
    transcript: () => [],
    close: () => Promise.resolve(),
  };
}
