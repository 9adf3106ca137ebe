import { SqlError } from './catalogue';
import { tokenize, type Token } from './lexer';

/** Tokens with one look ahead; keywords are compared without regard to case. */
export class TokenStream {
  private at = 0;
  private readonly tokens: Token[];

  constructor(sql: string) {
    this.tokens = tokenize(sql);
  }

  get current(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '', isQuoted: false };
  }

  next(): Token {
    const token = this.current;
    this.at += 1;
    return token;
  }

  isWord(...words: string[]): boolean {
    const { kind, text, isQuoted } = this.current;
    return kind === 'name' && !isQuoted && words.includes(text.toUpperCase());
  }

  isSymbol(...symbols: string[]): boolean {
    return this.current.kind === 'symbol' && symbols.includes(this.current.text);
  }

  takeWord(...words: string[]): boolean {
    const found = this.isWord(...words);
    if (found) this.at += 1;
    return found;
  }

  takeSymbol(symbol: string): boolean {
    const found = this.isSymbol(symbol);
    if (found) this.at += 1;
    return found;
  }

  needWord(word: string): void {
    if (!this.takeWord(word)) throw this.unexpected();
  }

  needSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected();
  }

  needName(): string {
    if (this.current.kind !== 'name') throw this.unexpected();
    return this.next().text;
  }

  needVariable(): string {
    if (this.current.kind !== 'variable') throw this.unexpected();
    return this.next().text;
  }

  unexpected(): SqlError {
    const text = this.current.kind === 'end' ? 'end of batch' : this.current.text;
    return new SqlError(102, `Incorrect syntax near '${text}'.`, 15);
  }
}
