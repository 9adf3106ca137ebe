/** Reads a message front to back; a read past its end throws RangeError. */
export class ByteReader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get atEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  skip(count: number): void {
    this.take(count);
  }

  u8(): number {
    return this.take(1).readUInt8(0);
  }

  u16(): number {
    return this.take(2).readUInt16LE(0);
  }

  u32(): number {
    return this.take(4).readUInt32LE(0);
  }

  take(count: number): Buffer {
    if (count < 0 || this.at + count > this.bytes.length) throw new RangeError('The message ends too early.');
    const part = this.bytes.subarray(this.at, this.at + count);
    this.at += count;
    return part;
  }

  rest(): Buffer {
    return this.take(this.bytes.length - this.at);
  }

  /** UTF-16 text of that many characters. */
  text(characters: number): string {
    return this.take(characters * 2).toString('utf16le');
  }

  /** ALL_HEADERS in front of batches and calls. */
  skipHeaders(): void {
    this.skip(this.u32() - 4);
  }
}
