import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, protocol, session } from 'electron';
import { APP_ORIGIN, APP_SCHEME } from '../../shared/contract/transport.ts';
import { desktopMessages } from '../../shared/messages/desktop.ts';
import { openPageFiles } from '../hosts/pageFiles.ts';
import { SECURITY_HEADERS } from '../hosts/policy.ts';
import { sayCannotOpen } from './dialogs.ts';

/** What the page may load from: its own files, and what it made itself. */
const OWN_SCHEMES = [`${APP_SCHEME}:`, 'blob:', 'data:', 'devtools:', 'chrome-extension:'];

/** Makes `app://console` an origin like any other secure one. Before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built page at `app://console` with the policy of both windows; nothing else is loaded from anywhere. */
export function servePage(): void {
  const folder = pageFolder();
  if (!existsSync(join(folder, 'index.html'))) sayCannotOpen(desktopMessages.pageMissing);
  const pageFile = openPageFiles(folder);
  protocol.handle(APP_SCHEME, (request) => {
    const url = new URL(request.url);
    const file =
      url.origin === APP_ORIGIN || url.host === new URL(APP_ORIGIN).host ? pageFile(url.pathname) : undefined;
    if (!file || request.method !== 'GET')
      return new Response(null, { status: 404, headers: SECURITY_HEADERS });
    return new Response(new Uint8Array(file.body), {
      headers: { ...SECURITY_HEADERS, 'content-type': file.type },
    });
  });
  session.defaultSession.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !OWN_SCHEMES.some((scheme) => url.startsWith(scheme)) });
  });
}

/** Installed, the page lies beside the code in the archive; in development beside the built code. */
function pageFolder(): string {
  return app.isPackaged ? join(app.getAppPath(), 'page') : join(import.meta.dirname, '../../../renderer');
}
