import { Fragment } from 'react';

/** A name such as MaxInboundConnectionPerSource that may go on in the next line between its words. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[a-z])(?=[A-Z])/).map((word, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}
