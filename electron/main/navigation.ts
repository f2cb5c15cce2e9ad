import { app, type Event } from 'electron';
import { APP_ORIGIN } from '../../shared/contract/transport.ts';

/** Whatever web contents ever exist: they never leave the page, open nothing, and embed nothing. */
export function confineNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: Event<{ url: string }>) => {
      if (!isOwnPage(event.url)) event.preventDefault();
    };
    contents.on('will-navigate', refuse);
    contents.on('will-frame-navigate', refuse);
    contents.on('will-redirect', refuse);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** The page itself (it may reload), or a frame showing what the page made (a printed sheet). */
function isOwnPage(url: string): boolean {
  return (
    url === `${APP_ORIGIN}/` || url.startsWith(`${APP_ORIGIN}/#`) || url.startsWith(`blob:${APP_ORIGIN}/`)
  );
}
