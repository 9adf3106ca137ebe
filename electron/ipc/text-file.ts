import { open, writeFile } from 'node:fs/promises';
import { ProblemError } from '../../shared/result';
import type { OpenedKind } from './file-kinds';

/** Throws ProblemError 'file/not-written'. */
export const writeText = (path: string, text: string) => write(path, text);

/** Throws ProblemError 'file/not-written'. */
export const writeBytes = (path: string, bytes: Uint8Array) => write(path, bytes);

async function write(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content, 'utf8');
  } catch (error) {
    throw new ProblemError({
      code: 'file/not-written',
      title: 'The file could not be written.',
      detail: reasonOf(error),
      hint: 'Choose another folder or another name.',
    });
  }
}

/**
 * A file's text, as UTF-8, or as UTF-16 where it begins with that mark (what `>` of Windows PowerShell writes). It is never
 * read further than it may be long. Throws ProblemError 'file/not-read' or 'file/too-large'.
 */
export async function readText(
  path: string,
  { mostBytes, tooLarge, notRead }: Pick<OpenedKind, 'mostBytes' | 'tooLarge' | 'notRead'>,
): Promise<string> {
  const bytes = await readSome(path, mostBytes).catch((error: unknown) => {
    throw new ProblemError({
      code: 'file/not-read',
      title: 'The file could not be read.',
      detail: reasonOf(error),
      hint: notRead,
    });
  });
  if (bytes.length > mostBytes) {
    throw new ProblemError({
      code: 'file/too-large',
      title: 'The file is too large.',
      ...tooLarge,
    });
  }
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
}

async function readSome(path: string, mostBytes: number): Promise<Buffer> {
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

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'Your account has no right to it.',
  EPERM: 'Your account has no right to it.',
  ENOSPC: 'The disk is full.',
  EBUSY: 'Another program has it open.',
  ENOENT: 'There is no such file or folder any more.',
  EISDIR: 'It is a folder.',
  EROFS: 'The disk can only be read.',
};

/** Why, in words and without the path, which the page must not learn: the system's code where it has no words here. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    (Object.hasOwn(reasons, code) ? reasons[code] : undefined) ?? `The system says ${code || 'no more than that'}.`
  );
}
