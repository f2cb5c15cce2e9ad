import { BrowserWindow } from 'electron';

/** Prints what the front window shows, by the system's own dialog. */
export function printWindow(): void {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  window?.webContents.print({ silent: false, printBackground: true, pageSize: 'A4' });
}
