import type { SqlValue } from '../sql/catalogue';

/** Product names by the first two numbers, with the first build of each service pack after RTM. */
const products: Readonly<Record<string, { name: string; packs: readonly number[] }>> = {
  '9.0': { name: '2005', packs: [2047, 3042, 4035, 5000] },
  '10.0': { name: '2008', packs: [2531, 4000, 5500, 6000] },
  '10.50': { name: '2008 R2', packs: [2500, 4000, 6000] },
  '11.0': { name: '2012', packs: [3000, 5058, 6020, 7001] },
  '12.0': { name: '2014', packs: [4100, 5000, 6024] },
  '13.0': { name: '2016', packs: [4001, 5026, 6300] },
  '14.0': { name: '2017', packs: [] },
  '15.0': { name: '2019', packs: [] },
  '16.0': { name: '2022', packs: [] },
  '17.0': { name: '2025', packs: [] },
};

type Build = { major: number; minor: number; build: number };

function buildOf(productVersion: string): Build {
  const [major = 0, minor = 0, build = 0] = productVersion.split('.').map(Number);
  return { major, minor, build };
}

/** SERVERPROPERTY and @@VERSION of a build. Throws RangeError for a version that is none of SQL Server 2005 to 2025. */
export function productFacts(
  productVersion: string,
  computer: string,
  instance: string | null,
): { properties: Record<string, SqlValue>; versionText: string } {
  const { major, minor, build } = buildOf(productVersion);
  const product = products[`${major}.${minor}`];
  if (!product) throw new RangeError(`${productVersion} is no version of SQL Server 2005 to 2025.`);
  const pack = product.packs.filter((first) => build >= first).length;
  const level = pack === 0 ? 'RTM' : `SP${pack}`;
  const edition = 'Standard Edition (64-bit)';
  return {
    properties: {
      ProductVersion: productVersion,
      ProductLevel: level,
      Edition: edition,
      EngineEdition: 2,
      MachineName: computer,
      ServerName: instance === null ? computer : `${computer}\\${instance}`,
      InstanceName: instance,
      ComputerNamePhysicalNetBIOS: computer,
      IsClustered: 0,
      Collation: 'SQL_Latin1_General_CP1_CI_AS',
    },
    versionText: `Microsoft SQL Server ${product.name} (${level}) - ${productVersion} (X64) \n\tCopyright (c) Microsoft Corporation\n\t${edition} on Windows NT 6.1 <X64>`,
  };
}

/** Whether sysmail_update_account_sp of this build lacks @no_credential_change. */
export function lacksNoCredentialChange(productVersion: string): boolean {
  const { major, minor, build } = buildOf(productVersion);
  if (major === 9) return build < 4230;
  return major === 10 && minor === 0 && (build <= 1815 || (build >= 2531 && build <= 2732));
}

/** From here on whoever may read all of msdb sees the whole event log. */
export const showsWholeLogToReaders = (productVersion: string) => buildOf(productVersion).major >= 17;
