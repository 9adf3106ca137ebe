/** Puts the focus on the first field with a message, which may be outside the part of the page that shows. */
export function focusFirstInvalid(): void {
  document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus();
}
