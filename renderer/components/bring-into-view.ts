/** As a `ref`: what appears outside the part of the page that shows is scrolled to. */
export const bringIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });
