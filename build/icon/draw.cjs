// Run by Electron (`npm run icon`): draws icon.svg in every size that Windows shows, and writes ../icon.ico and ../icon.png.
const { readFile, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
const { app, BrowserWindow } = require('electron');
const { icoFile } = require('./ico-file.cjs');

const iconSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
const pictureSize = 512;

app.disableHardwareAcceleration();
app
  .whenReady()
  .then(drawAll)
  .then(
    () => app.exit(0),
    (error) => {
      process.stderr.write(`${error.stack}\n`);
      app.exit(1);
    },
  );

async function drawAll() {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,');
  const drawing = await readFile(join(__dirname, 'icon.svg'), 'utf8');
  const images = [];
  for (const size of [...iconSizes, pictureSize]) images.push(await draw(window, drawing, size));
  const picture = images.pop();
  await writeFile(join(__dirname, '..', 'icon.ico'), icoFile(images));
  await writeFile(join(__dirname, '..', 'icon.png'), picture.png);
}

/** One image: `rgba` holds four bytes a pixel, rows from the top; `png` is the same as a file. */
async function draw(window, drawing, size) {
  const { png, rgba } = await window.webContents.executeJavaScript(
    `new Promise((resolve, reject) => {
      const image = new Image();
      image.onerror = () => reject(new Error('icon.svg cannot be drawn.'));
      image.onload = () => {
        const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} });
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0, ${size}, ${size});
        resolve({ png: canvas.toDataURL(), rgba: Array.from(context.getImageData(0, 0, ${size}, ${size}).data) });
      };
      image.src = 'data:image/svg+xml,' + encodeURIComponent(${JSON.stringify(drawing)});
    })`,
  );
  return { size, rgba: Buffer.from(rgba), png: Buffer.from(png.slice(png.indexOf(',') + 1), 'base64') };
}
