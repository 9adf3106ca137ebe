/** The pictures that README shows, by part and name; `npm run pictures -- --readme` puts them into docs/pictures. */
export const inReadme: ReadonlySet<string> = new Set([
  'undo-start',
  'run-connect',
  'run-connector-attributes',
  'run-measured-ladder',
  'run-connections-confirm',
  'run-efficiency',
  'run-timeout',
  'run-test',
  'run-result',
  'run-report',
  'run-my-servers-certificate',
  'plan-file-saved',
  'undo-look',
  'interrupted-unknown',
]);
