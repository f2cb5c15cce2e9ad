import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { APP_ORIGIN } from '../../shared/contract/transport.ts';
import { desktopMessages } from '../../shared/messages/desktop.ts';

/** Opens a window on the page: no Node in it, everything sandboxed, one preload. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: desktopMessages.title,
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

/** A second start of the same workspace: its window comes to the front. */
export function focusOrOpenWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) {
    openWindow();
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
}
