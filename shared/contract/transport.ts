/**
 * How a window reaches the core. Both windows carry the same router:
 * - in a browser window over HTTP: `POST /rpc/…` at the page's own origin, the host's cookie proves the window;
 * - in Electron over one MessagePort that the preload hands to the page (`location.protocol` is `app:`).
 */

/** Where the loopback host mounts the router. */
export const RPC_PATH = '/rpc';

/** The request header (both transports) that carries the token of `operators.signIn`. */
export const SESSION_HEADER = 'x-ops-session';

/** Electron: the page posts this to its own window when it wants a port; it may ask again after the old one closed. */
export const PORT_REQUEST = 'ops:port-request';

/** Electron: the preload answers with this message to the page's window, the port being the only transferred object. */
export const PORT_HANDOVER = 'ops:port-handover';

/** Scheme and origin of the page in Electron. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://console';
