import { mkdir } from 'node:fs/promises';
import { makeCertificate } from '../support/certificates';
import { openAlbum } from './pictures/album';
import { interruptedPictures } from './pictures/interrupted';
import { planFilePictures } from './pictures/plan-file';
import { reportPictures } from './pictures/report';
import { myServers, severalHubs } from './pictures/servers';
import { undoPictures } from './pictures/undo';
import { wholeRun } from './pictures/whole-run';
import { test } from './support/launch';
import { startServers } from './support/servers';

test.beforeAll(() => mkdir('pictures', { recursive: true }));

/** `npm run pictures`: every page and its main states, light and dark, into pictures/. `-- -g undo` takes those of one part. */
for (const colorScheme of ['light', 'dark'] as const) {
  test(`a whole run, ${colorScheme}`, async ({ dataFolder }) => {
    test.setTimeout(300_000);
    const theirs = await startServers(dataFolder, { encryption: 'required', tls: makeCertificate() });
    const album = openAlbum(colorScheme, 'run');
    const { picture } = album;
    const { app, page } = await album.start(theirs.dataFolder, theirs.env);
    const atResult = () => reportPictures({ app, page, album, folder: dataFolder });
    await wholeRun({ page, colorScheme, picture, atResult });
    await myServers(page, picture, theirs.lab);
    await severalHubs(page, picture);
    await app.close();
    await theirs.lab.close();
  });

  test(`a plan file, ${colorScheme}`, ({ dataFolder }) =>
    planFilePictures(openAlbum(colorScheme, 'plan-file'), dataFolder));

  test(`undo, ${colorScheme}`, ({ dataFolder }) => undoPictures(openAlbum(colorScheme, 'undo'), dataFolder));

  test(`an interrupted change, ${colorScheme}`, ({ dataFolder }) =>
    interruptedPictures(openAlbum(colorScheme, 'interrupted'), dataFolder));
}
