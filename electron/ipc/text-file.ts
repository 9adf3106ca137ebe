import { open, writeFile } from 'node:fs/promises';
import { ProblemError } from '../../shared/result';

const mostBytes = 1_000_000;

/** Throws ProblemError 'file/not-written'. */
export async function writeText(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, 'utf8');
  } catch (error) {
    throw new ProblemError({
      code: 'file/not-written',
      title: 'The file could not be written.',
      detail: String(error),
      hint: 'Choose another folder, or copy the script instead.',
    });
  }
}

/**
 * A file's text, as UTF-8, or as UTF-16 where it begins with that mark (what `>` of Windows PowerShell writes). It is never
 * read further than it may be long. Throws ProblemError 'file/not-read' or 'file/too-large'.
 */
export async function readText(path: string): Promise<string> {
  const bytes = await readSome(path).catch((error: unknown) => {
    throw new ProblemError({
      code: 'file/not-read',
      title: 'The file could not be read.',
      detail: String(error),
      hint: 'Copy it to this computer and open it there, or paste its text instead.',
    });
  });
  if (bytes.length > mostBytes) {
    throw new ProblemError({
      code: 'file/too-large',
      title: 'The file is too large.',
      detail: 'The result of a ladder has less than a megabyte.',
      hint: 'Choose the file that ladder.ps1 wrote: ladder-RUN-PHASE.json.',
    });
  }
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
}

async function readSome(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(mostBytes + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length);
      length += bytesRead;
      if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length);
    }
  } finally {
    await file.close();
  }
}
