/**
 * The only code of ours between the page and Electron: when the page asks for its line to the core, asks main, and hands the
 * one port that comes back to the page. Nothing is exposed to the page's world.
 */
import { ipcRenderer } from 'electron';
import { APP_ORIGIN, PORT_HANDOVER, PORT_REQUEST } from '../../shared/contract/transport.ts';

window.addEventListener('message', (event) => {
  if (event.source !== window || event.origin !== APP_ORIGIN || event.data !== PORT_REQUEST) return;
  ipcRenderer.send(PORT_REQUEST);
});

ipcRenderer.on(PORT_HANDOVER, (event) => {
  const [port] = event.ports;
  if (port) window.postMessage(PORT_HANDOVER, APP_ORIGIN, [port]);
});
