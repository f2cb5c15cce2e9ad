import { createServer, type Socket } from 'node:net';

/** A TCP listener that behaves in one wrong way; closed with its sockets. */
export interface OddListener {
  port: number;
  close(): Promise<void>;
}

async function listen(onSocket: (socket: Socket) => void): Promise<OddListener> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Takes connections and never says a word. */
export const silentListener = () => listen(() => undefined);

/** Answers whatever comes, and greets, with words of another protocol. */
export const nonsenseListener = () =>
  listen((socket) => {
    const nonsense = () => socket.write('HTTP/1.1 400 Bad Request\r\nServer: nonsense\r\n\r\n'.repeat(3));
    nonsense();
    socket.on('data', nonsense);
  });

/** Closes every connection at once. */
export const closingListener = () => listen((socket) => socket.destroy());

/** A TNS packet: eight bytes of header and a body. Oracle Net, as node-oracledb's sqlnet/packet.js reads it. */
function tnsPacket(type: number, body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt16BE(8 + body.length, 0);
  header.writeUInt8(type, 4);
  return Buffer.concat([header, body]);
}

/** An Oracle listener that refuses with an ORA number, e.g. 12514 for an unknown service name. */
export function refusingOracle(ora: number): Promise<OddListener> {
  const reason = Buffer.from(
    `(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=${ora})(ERROR_STACK=(ERROR=(CODE=${ora})(EMFI=4))))`,
  );
  const body = Buffer.alloc(4);
  body.writeUInt16BE(reason.length, 2);
  return listen((socket) =>
    socket.on('data', () => socket.write(tnsPacket(4, Buffer.concat([body, reason])))),
  );
}

/** An Oracle server of the 11g line: it accepts, speaking protocol 314. */
export function oldOracle(): Promise<OddListener> {
  const body = Buffer.alloc(24);
  body.writeUInt16BE(314, 0);
  body.writeUInt16BE(8192, 4);
  body.writeUInt16BE(32767, 6);
  body.writeUInt8(8, 15);
  return listen((socket) => socket.on('data', () => socket.write(tnsPacket(2, body))));
}
