import { readdir, readFile, stat } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';

const unixMadeBy = 0x0314;
// 1980-01-01, the beginning of the format's calendar.
const firstDay = 0x21;

/** Writes a folder's files into a ZIP without compressing them, with their rights; for folders under 4 GB. */
export async function writeStoredZip(folder, zip) {
  await pipeline(zipChunks(folder, await filesOf(folder)), createWriteStream(zip));
}

async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function* zipChunks(folder, files) {
  const directory = [];
  let offset = 0;
  for (const file of files) {
    const content = await readFile(file);
    const name = Buffer.from(relative(folder, file).split(sep).join('/'));
    const common = commonFields(content, name);
    const local = Buffer.concat([signature(0x04034b50), common, name]);
    directory.push(centralEntry(common, name, (await stat(file)).mode, offset));
    offset += local.length + content.length;
    yield local;
    yield content;
  }
  const central = Buffer.concat(directory);
  yield central;
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  yield Buffer.concat([signature(0x06054b50), end]);
}

/** What the local header and the central directory both say of a file: version needed to length of the extra field. */
function commonFields(content, name) {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  // Names are UTF-8.
  fields.writeUInt16LE(0x0800, 2);
  fields.writeUInt16LE(firstDay, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function centralEntry(common, name, mode, offset) {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(unixMadeBy);
  const rest = Buffer.alloc(14);
  // Attributes: Unix' rights in the upper half.
  rest.writeUInt32LE((mode << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature(0x02014b50), madeBy, common, rest, name]);
}

function signature(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
