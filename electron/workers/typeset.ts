import { TypesetError } from '../core/typst/typesetError.ts';
import type { TypesetReply, TypesetRequest } from '../core/typst/typesetProcess.ts';
import { createTypesetter } from '../core/typst/typesetter.ts';
import { connectParent } from './parent.ts';

/** A process that typesets one document and hands it back: layout is synchronous and its memory is not given back. */
const parent = connectParent();
const MOST_UNDRAWN = 50;

parent.onMessage((message) => {
  let reply: TypesetReply;
  try {
    reply = typesetDrawable(message as TypesetRequest);
  } catch (error) {
    reply = { error: error instanceof Error ? error.message : String(error) };
  }
  parent.send(reply);
});

/** A character no face here can draw would cost the whole document: it is set as a white square. */
function typesetDrawable({ markup, files, timestamp }: TypesetRequest): TypesetReply {
  const typesetter = createTypesetter();
  const shown = { ...files };
  for (let tries = 0; ; tries++) {
    try {
      return typesetter.typeset(markup, { files: shown, timestamp });
    } catch (error) {
      const undrawn = error instanceof TypesetError ? error.undrawnCharacter : undefined;
      if (undrawn === undefined || tries >= MOST_UNDRAWN) throw error;
      for (const [name, content] of Object.entries(shown)) {
        if (!name.endsWith('.json')) continue;
        const text = Buffer.from(content).toString('utf8');
        shown[name] = Buffer.from(text.replaceAll(String.fromCodePoint(undrawn), '\u25a1'), 'utf8');
      }
    }
  }
}
