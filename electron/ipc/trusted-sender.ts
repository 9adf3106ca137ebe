/** A frame that sent a message; null when it was gone by then. */
type SenderFrame = { readonly origin: string } | null;

/** Whether it is the window's own page and nothing within it, and that page is RelayTune's. */
export const isTrustedSender = (frame: SenderFrame, mainFrame: SenderFrame, origin: string): boolean =>
  frame !== null && frame === mainFrame && frame.origin === origin;
