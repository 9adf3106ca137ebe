/** From this size on an image is stored as PNG; older readers, the installer's among them, take smaller ones as bitmaps alone. */
const pngFrom = 256;

/** The bytes of a Windows icon: a directory (ICONDIR), then each image as a bitmap with its mask, or as PNG. */
exports.icoFile = (images) => {
  const bodies = images.map((image) => (image.size >= pngFrom ? image.png : bitmap(image)));
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(({ size }, index) => {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(bodies[index].length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += bodies[index].length;
  });
  return Buffer.concat([head, ...bodies]);
};

/** BITMAPINFOHEADER with twice the height (picture and mask), rows from the bottom, blue first, then an empty mask. */
function bitmap({ size, rgba }) {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1) rgba.copy(pixels, (size - 1 - y) * size * 4, y * size * 4, (y + 1) * size * 4);
  for (let at = 0; at < pixels.length; at += 4) {
    const red = pixels[at];
    pixels[at] = pixels[at + 2];
    pixels[at + 2] = red;
  }
  const maskRow = Math.ceil(size / 32) * 4;
  return Buffer.concat([header, pixels, Buffer.alloc(maskRow * size)]);
}
