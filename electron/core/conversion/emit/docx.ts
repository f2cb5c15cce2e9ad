import type { RichDocument } from '../document.ts';
export async function emitDocx(_document: RichDocument): Promise<Uint8Array> {
  return new Uint8Array(0);
}
