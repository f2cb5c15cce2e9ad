import { app, dialog, Menu, type MenuItemConstructorOptions } from 'electron';
import { desktopMessages as words } from '../../shared/messages/desktop.ts';
import { printWindow } from './printing.ts';

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The window's menu, in Chinese; nothing in it reaches around the page. */
export function setMenu(): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: words.menuFile,
        submenu: [
          { label: words.print, accelerator: 'CmdOrCtrl+P', click: printWindow },
          separator,
          { label: words.quit, accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
        ],
      },
      {
        label: words.menuEdit,
        submenu: [
          { label: words.undo, role: 'undo' },
          { label: words.redo, role: 'redo' },
          separator,
          { label: words.cut, role: 'cut' },
          { label: words.copy, role: 'copy' },
          { label: words.paste, role: 'paste' },
          { label: words.selectAll, role: 'selectAll' },
        ],
      },
      {
        label: words.menuView,
        submenu: [
          { label: words.reload, role: 'reload' },
          separator,
          { label: words.zoomIn, role: 'zoomIn' },
          { label: words.zoomOut, role: 'zoomOut' },
          { label: words.zoomReset, role: 'resetZoom' },
          { label: words.fullScreen, role: 'togglefullscreen' },
        ],
      },
      { label: words.menuHelp, submenu: [{ label: words.about, click: showAbout }] },
    ]),
  );
}

function showAbout(): void {
  void dialog.showMessageBox({
    type: 'info',
    title: words.about,
    message: words.title,
    detail: words.aboutDetail(app.getVersion()),
  });
}
