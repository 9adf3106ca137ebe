const names: Readonly<Record<string, string>> = {
  '8': '2000',
  '9': '2005',
  '10': '2008',
  '10.50': '2008 R2',
  '11': '2012',
  '12': '2014',
  '13': '2016',
  '14': '2017',
  '15': '2019',
  '16': '2022',
  '17': '2025',
};

/** `SQL Server 2008 R2 (10.50.6000.34)` of SERVERPROPERTY('ProductVersion'); the text itself where it says something else. */
export function sqlVersionName(productVersion: string): string {
  const [, major = '', minor = ''] = /^(\d{1,3})\.(\d{1,3})\./.exec(productVersion.trim()) ?? [];
  const name = names[`${major}.${minor}`] ?? names[major];
  return name === undefined ? productVersion.trim() : `SQL Server ${name} (${productVersion.trim()})`;
}

/** Database Mail came with SQL Server 2005 (version 9). */
export function hasDatabaseMail(productVersion: string): boolean {
  const major = /^(\d{1,3})\./.exec(productVersion.trim())?.[1];
  return major === undefined || Number(major) >= 9;
}
