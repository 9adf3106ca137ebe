import { onTestFinished } from 'vitest';
import { startSink, type Sink } from './smtp-sink';

/** A sink that ends with the test. */
export async function openSink(...words: string[]): Promise<Sink> {
  const sink = await startSink(words);
  onTestFinished(() => sink.end());
  return sink;
}
