/** A window that is narrow or enlarged (200 % in the smallest window is 512 pixels): the steps stand above the page, not beside it. */
export const narrow = '@media (max-width: 760px)';
