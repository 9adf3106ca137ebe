import { formatNumber } from '../format';

/** As many of the newest mails are looked at where a whole table would be too much: their rows hold whole bodies. */
export const newestMails = 5000;

/** "the newest 5,000 mails" */
export const newestMailsText = `the newest ${formatNumber(newestMails)} mails`;
