import { session } from 'electron';

/** Notices switched on in the settings, the board of live figures on the whole screen, copying a text. */
const ALLOWED: ReadonlySet<string> = new Set(['notifications', 'fullscreen', 'clipboard-sanitized-write']);

/** What the page uses and no more: no camera, no location, no device. */
export function limitPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(ALLOWED.has(permission)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission) => ALLOWED.has(permission));
  defaultSession.setDevicePermissionHandler(() => false);
}
