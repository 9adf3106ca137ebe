import type { Configuration } from 'electron-builder';
import { identity } from './identity';

/**
 * The installer and the portable program. What is inside the program itself (fuses, icon, version data, rights asked for) is
 * settled by forge.config.ts: electron-builder leaves a packaged folder as it is.
 */
export const builderConfig: Configuration = {
  appId: identity.appId,
  productName: identity.productName,
  executableName: identity.executableName,
  copyright: identity.copyright,
  npmRebuild: false,
  // Nothing is uploaded, and the program never looks for updates.
  publish: null,
  nsis: {
    artifactName: '${productName}-${version}-setup-${arch}.${ext}',
    oneClick: false,
    // For the user who installs it: no administrator's rights are needed.
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    packElevateHelper: false,
    differentialPackage: false,
    // Runs, journals and what may have to be undone stay.
    deleteAppDataOnUninstall: false,
  },
  portable: {
    artifactName: '${productName}-${version}-portable-${arch}.${ext}',
    requestExecutionLevel: 'user',
  },
};
