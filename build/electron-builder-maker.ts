import { join } from 'node:path';
import { MakerBase, type MakerOptions } from '@electron-forge/maker-base';
import type { ForgePlatform } from '@electron-forge/shared-types';
import { build, type Configuration } from 'electron-builder';

type ElectronBuilderMakerConfig = {
  /** electron-builder's target names, for each system. */
  targets: { win: string[]; linux: string[] };
  config: Configuration;
};

/** What is used of all that Forge tells. */
type Handed = Pick<MakerOptions, 'dir' | 'makeDir' | 'targetArch' | 'targetPlatform'>;

/**
 * Hands the packaged folder to electron-builder, all targets in one call: Forge runs makers side by side, and two would clean
 * each other's work.
 */
export class ElectronBuilderMaker extends MakerBase<ElectronBuilderMakerConfig> {
  override name = 'electron-builder';
  override defaultPlatforms: ForgePlatform[] = ['win32', 'linux'];

  override isSupportedOnCurrentPlatform(): boolean {
    return true;
  }

  /** Answers the paths of what was made; rejects with electron-builder's own error. */
  override async make({ dir, makeDir, targetArch, targetPlatform }: Handed): Promise<string[]> {
    const output = join(makeDir, targetArch);
    await this.ensureDirectory(output);
    const platform = targetPlatform === 'win32' ? 'win' : 'linux';
    return build({
      prepackaged: dir,
      [platform]: this.config.targets[platform].map((target) => `${target}:${targetArch}`),
      publish: 'never',
      config: { ...this.config.config, directories: { output, buildResources: 'build' } },
    });
  }
}
