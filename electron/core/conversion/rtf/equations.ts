/**
 * The text of an `EQ` field, which Word draws from its instruction: fractions, scripts, overstrikes and, in
 * Japanese and Chinese documents, ruby. Source: MS-OI29500, "EQ field"; RTF files written by Word.
 */

interface Reader {
  text: string;
  at: number;
}

const MAX_DEPTH = 12;

/** Reads the arguments `(a,b,…)` that follow a switch; nothing when there are none. */
function readArguments(reader: Reader, depth: number): string[] {
  while (reader.text[reader.at] === ' ') reader.at++;
  if (reader.text[reader.at] !== '(') return [];
  reader.at++;
  const found: string[] = [''];
  while (reader.at < reader.text.length) {
    const character = reader.text[reader.at] as string;
    if (character === ')') {
      reader.at++;
      return found;
    }
    if (character === ',' || character === ';') {
      reader.at++;
      found.push('');
    } else {
      found[found.length - 1] += readPiece(reader, depth + 1);
    }
  }
  return found;
}

function readSwitch(reader: Reader, depth: number): string {
  const match = /^\\([a-z]+)((?:\s*\\(?:[a-z]{2}\d*|[a-z]+)\s*-?\d*)*)\s*-?\d*\s*/i.exec(
    reader.text.slice(reader.at, reader.at + 200),
  );
  if (!match) {
    // An escaped character stands for itself.
    const escaped = reader.text[reader.at + 1] ?? '';
    reader.at += 2;
    return escaped;
  }
  reader.at += match[0].length;
  const name = match[1]?.toLowerCase();
  const parts = depth < MAX_DEPTH ? readArguments(reader, depth) : [];
  if (name === 'f') return parts.join('/');
  if (name === 'r') return parts.length > 1 ? `${parts[0]}√${parts[1]}` : `√${parts[0] ?? ''}`;
  if (name === 'b') return `(${parts.join('')})`;
  // Ruby is written as one text laid over another: the raised one is the reading of the other.
  const [over, base] = parts;
  if (name === 'o' && parts.length === 2 && /\\ad/i.test(match[2] ?? '')) return `${base}(${over})`;
  return parts.join('');
}

function readPiece(reader: Reader, depth: number): string {
  const character = reader.text[reader.at] as string;
  if (character === '\\') return readSwitch(reader, depth);
  reader.at++;
  return character;
}

/** The text an `EQ` instruction shows, or undefined when the instruction is none. */
export function equationText(instruction: string): string | undefined {
  const match = /^\s*EQ\b(.*)$/is.exec(instruction);
  if (!match) return undefined;
  const formula = (match[1] ?? '').replace(/\\\*\s*("[^"]*"|\S+)/g, '').trim();
  const reader: Reader = { text: formula, at: 0 };
  let text = '';
  while (reader.at < reader.text.length) text += readPiece(reader, 0);
  return text.trim();
}
