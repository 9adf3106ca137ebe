import { makeCertificate } from '../support/certificates';
import { openAlbum, type Album, type ColorScheme } from './pictures/album';
import { casePictures } from './pictures/cases';
import { interruptedPictures } from './pictures/interrupted';
import { planFilePictures } from './pictures/plan-file';
import { reportPictures } from './pictures/report';
import { myServers, severalHubs } from './pictures/servers';
import { undoPictures } from './pictures/undo';
import { wholeRun } from './pictures/whole-run';
import { expect, test } from './support/launch';
import { startServers } from './support/servers';

/** Where its pictures go and how it is called, and what takes them. */
const parts: readonly [
  part: string,
  title: string,
  take: (album: Album, folder: string, colors: ColorScheme) => Promise<void>,
][] = [
  ['run', 'a whole run', runPictures],
  ['plan-file', 'a plan file', planFilePictures],
  ['undo', 'undo', undoPictures],
  ['interrupted', 'an interrupted change', interruptedPictures],
  ['case', 'the practice cases', casePictures],
];

/** `npm run pictures`: every page and its main states, light and dark, into pictures/. `-- -g undo` takes those of one part. */
for (const colorScheme of ['light', 'dark'] as const)
  for (const [part, title, take] of parts)
    test(`${title}, ${colorScheme}`, async ({ dataFolder }) => {
      test.setTimeout(600_000);
      const album = await openAlbum(colorScheme, part);
      await take(album, dataFolder, colorScheme);
      expect(album.found()).toEqual([]);
    });

async function runPictures(album: Album, dataFolder: string, colorScheme: ColorScheme): Promise<void> {
  const theirs = await startServers(dataFolder, { encryption: 'required', tls: makeCertificate() });
  const { picture } = album;
  const { app, page } = await album.start(theirs.dataFolder, theirs.env);
  const atResult = () => reportPictures({ app, page, album, folder: dataFolder });
  await wholeRun({ page, colorScheme, picture, atResult });
  await myServers(page, picture, theirs.lab);
  await severalHubs(page, picture);
  await app.close();
  await theirs.lab.close();
}
