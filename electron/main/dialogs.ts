import { app, dialog } from 'electron';
import { desktopMessages } from '../../shared/messages/desktop.ts';

/** Says why the console cannot be opened, and ends. */
export function sayCannotOpen(message: string): void {
  process.stderr.write(`${message}\n`);
  dialog.showErrorBox(desktopMessages.cannotOpen, message);
  app.exit(1);
}
