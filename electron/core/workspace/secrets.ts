import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { fail } from '../../../shared/errors/errors.ts';
import { workspaceMessages } from '../../../shared/messages/workspace.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with the workspace key: `v1:` + base64(nonce, tag, text). */
export function createSecrets(key: Buffer) {
  return {
    seal(plain: string): string {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `v1:${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')}`;
    },
    /** @throws SECRET_UNREADABLE when the key is not the one it was sealed with. */
    open(sealed: string): string {
      const bytes = Buffer.from(sealed.replace(/^v1:/, ''), 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([
          decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
          decipher.final(),
        ]).toString('utf8');
      } catch (error) {
        throw fail('SECRET_UNREADABLE', workspaceMessages.secretUnreadable, undefined, error);
      }
    },
  };
}
