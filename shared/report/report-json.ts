import type { Report } from './report';

/** For other programs: the same as the page, every text as it was received. */
export const reportJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
