/** `2026-11-24 11:45:03 UTC`: the same wherever the report is read. */
export function timeText(iso: string | null): string {
  const date = new Date(iso ?? '');
  return Number.isNaN(date.getTime()) ? 'not known' : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
