/** The protocol's versions (MS-TDS 2.2.7.14), oldest first, as LOGIN7 and LOGINACK name them. */
const codes = { '7.2': 0x72090002, '7.3.A': 0x730a0003, '7.3.B': 0x730b0003, '7.4': 0x74000004 } as const;

/** SQL Server 2005, 2008, 2008 R2, and 2012 and later. */
export type TdsVersion = keyof typeof codes;

const ascending = Object.keys(codes) as TdsVersion[];

/** The newest version that a SQL Server of this product version ('10.50.6000.34') speaks. */
export function newestVersion(productVersion: string): TdsVersion {
  const [major = 0, minor = 0] = productVersion.split('.').map(Number);
  if (major < 10) return '7.2';
  if (major > 10) return '7.4';
  return minor < 50 ? '7.3.A' : '7.3.B';
}

/** The newest version that both sides speak; `client` is LOGIN7's number. Throws RangeError below 7.2. */
export function commonVersion(client: number, server: TdsVersion): TdsVersion {
  const common = ascending.filter((version) => codes[version] <= client && codes[version] <= codes[server]).at(-1);
  if (!common) throw new RangeError('The practice SQL Server speaks no TDS before 7.2.');
  return common;
}

/** The version's four bytes in LOGINACK. */
export function versionBytes(version: TdsVersion): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(codes[version]);
  return bytes;
}

/** Since 7.3.B a row with NULLs goes as NBCROW: a bit a column, and the other columns' values. */
export const sendsNullBitmaps = (version: TdsVersion) => codes[version] >= codes['7.3.B'];
