/** Each is one name, whatever PowerShell or SQL Server might take it for. */
export const hostileNames = [
  `it's ‘one’ ‚two‛ and "three"`,
  '$(throw 1) $Now ${Now} `n @(1)',
  'a\r\nthrow 1\r\n# b',
  'a\u2028throw 1\u2029#> b <# c',
];
