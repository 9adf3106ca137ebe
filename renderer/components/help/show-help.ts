import { createContext, use } from 'react';
import type { MenuItem } from '../../../shared/settings';

/** Shows Help or About over the page. */
export const ShowHelp = createContext<(item: MenuItem) => void>(() => undefined);

export const useShowHelp = () => use(ShowHelp);
