const mostCharacters = 2000;

/**
 * A server's words as they may be shown: line breaks stay, characters that hide, overwrite or turn around what stands beside them become
 * blanks, and what is longer than anybody reads is cut.
 */
export function serverText(text: string, most = mostCharacters): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|\p{Cf}|\p{Cs}/gu, ' ');
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}
