/** A field's message, to be shown beside it; nothing where it can be used. */
export const invalid = (message: string | undefined) =>
  message === undefined ? {} : { validationState: 'error' as const, validationMessage: message };
