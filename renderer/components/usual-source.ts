import type { Output } from '../../shared/contract';

/** The addresses of this computer that sessions can be opened from. */
export type Sources = Output<'measure.sources'>['sources'];

/**
 * What the last test was run from, as long as this computer has it; else the SQL Server's; else null, the system's choice.
 * @param last undefined where no test was run from this computer yet
 */
export function usualSource(sources: Sources, last: string | undefined): string | null {
  const again = sources.find((each) => each.address === last);
  return (again ?? sources.find((each) => each.isSqlServer))?.address ?? null;
}
