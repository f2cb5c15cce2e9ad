import { ipcMain, MessageChannelMain } from 'electron';
import { APP_ORIGIN, PORT_HANDOVER, PORT_REQUEST } from '../../shared/contract/transport.ts';
import type { CoreProcess } from './core.ts';

/**
 * Answers a page that asks for its line to the core: one end of a new channel to the core, the other to the frame, after
 * checking that the frame is the top one and shows our page.
 */
export function portsForWindows(core: CoreProcess): void {
  ipcMain.on(PORT_REQUEST, ({ sender, senderFrame }) => {
    if (!senderFrame || senderFrame !== sender.mainFrame || senderFrame.origin !== APP_ORIGIN) return;
    const { port1, port2 } = new MessageChannelMain();
    core.serveWindow(port1);
    senderFrame.postMessage(PORT_HANDOVER, null, [port2]);
  });
}
