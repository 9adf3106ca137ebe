import { hostname, userInfo } from 'node:os';

/** Who runs this program, and on which computer. */
export const whoAndWhere = () => ({ user: userInfo().username, machine: hostname() });
