/** Puts the focus on the first field with a message in the panel that this is in; without one, on the page that shows. */
export function focusFirstInvalid(from: Element | null = null): void {
  const part = from?.closest('section') ?? document.querySelector('main:not([hidden])');
  part?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
