/** Electron's entry, to be read from top to bottom: what the console does when it starts, in order. */
import { app } from 'electron';
import { runOps } from './cli.ts';
import { commandLine } from './commandLine.ts';
import { startCore } from './core.ts';
import { sayCannotOpen } from './dialogs.ts';
import { makeFirstWorkspace } from './firstRun.ts';
import { setMenu } from './menu.ts';
import { confineNavigation } from './navigation.ts';
import { limitPermissions } from './permissions.ts';
import { portsForWindows } from './ports.ts';
import { setProfileOf } from './profile.ts';
import { registerScheme, servePage } from './protocol.ts';
import { keepKeyWrapped } from './secrets.ts';
import { focusOrOpenWindow, openWindow } from './window.ts';

registerScheme();
const asked = commandLine(process.argv);
setProfileOf(asked.workspaceDir);

if (asked.kind === 'ops') {
  await app.whenReady();
  app.exit(await runOps(asked.args));
} else if (!app.requestSingleInstanceLock()) {
  // The workspace's console is open already: it has been told and comes to the front.
  app.quit();
} else {
  confineNavigation();
  app.on('second-instance', focusOrOpenWindow);
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  limitPermissions();
  servePage();
  setMenu();
  await makeFirstWorkspace(asked.workspaceDir);
  keepKeyWrapped(asked.workspaceDir);
  const core = startCore(asked.workspaceDir, sayCannotOpen);
  portsForWindows(core);
  openWindow();
  app.on('will-quit', (event) => {
    if (core.closed()) return;
    event.preventDefault();
    void core.close().then(() => app.quit());
  });
}
