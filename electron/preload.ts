import { contextBridge, ipcRenderer } from 'electron';
import type { Progress, RelayTuneApi } from '../shared/contract';
import type { MenuItem } from '../shared/settings';

/** The page's only way out. Main checks the sender and every input; no event object reaches the page. */
const api: RelayTuneApi = {
  call: (channel, input, callId) => ipcRenderer.invoke('relaytune:call', { channel, input, callId }) as Promise<string>,
  cancel: (callId) => ipcRenderer.send('relaytune:cancel', callId),
  onProgress(listener) {
    const forward = (_event: unknown, callId: string, progress: Progress) => listener(callId, progress);
    ipcRenderer.on('relaytune:progress', forward);
    return () => void ipcRenderer.off('relaytune:progress', forward);
  },
  onMenu(listener) {
    const forward = (_event: unknown, item: MenuItem) => listener(item);
    ipcRenderer.on('relaytune:menu', forward);
    return () => void ipcRenderer.off('relaytune:menu', forward);
  },
};

contextBridge.exposeInMainWorld('relaytune', api);
