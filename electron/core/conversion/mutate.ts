/** Damages RTF in the ways files get damaged, and in the ways attackers try. Deterministic by seed. */

export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
}

/** A small generator (xorshift, 32 bits). */
export function createRandom(seed: number): Random {
  let state = seed | 0 || 1;
  return {
    below(limit) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % Math.max(1, limit);
    },
  };
}

const PIECES = [
  '\\bin2147483647 ',
  '\\bin-5 ',
  '\\bin12 ',
  '\\u-99999999999 ',
  '\\uc64 ',
  '\\uc0 \\u55357 ',
  '{\\*\\shppict{\\pict\\wmetafile8 0100090000',
  '{\\pict\\pngblip 89504e470d0a1a0a',
  '\\trowd\\cellx-1\\cellx99999999\\intbl a\\cell\\row',
  '\\itap2147483647 \\nestcell\\nestrow ',
  '\\sect\\sectd\\cols45\\colno99',
  '{\\footnote{\\footnote{\\footnote x}}}',
  '\\fs99999 ',
  '\\li-2147483648\\fi2147483647 ',
  '\\paperw0\\paperh-1\\margl99999 ',
  "\\'8",
  "\\'",
  '\\f99999 \\cf99999 \\s99999 ',
  '{\\header ',
  '{\\shp{\\*\\shpinst\\shpleft-99999999{\\shptxt ',
  '{\\field{\\*\\fldinst PAGE',
  '\\ls1\\ilvl99 ',
  '\\toString1 \\constructor \\hasOwnProperty ',
  "\\ansicpg2147483647 {\\fonttbl{\\f0\\fcharset2147483647\\cpg65999 A;}}\\f0\\'d6\\'d0 ",
  '}}}}',
];

function splice(input: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  const out = new Uint8Array(input.length - remove + insert.length);
  out.set(input.subarray(0, at));
  out.set(insert, at);
  out.set(input.subarray(at + remove), at + insert.length);
  return out;
}

/** One mutated copy: one to four of bit flips, truncation, deep nesting, giant numbers, lies, repeats, moves. */
export function mutate(input: Uint8Array, random: Random): Uint8Array {
  let out = new Uint8Array(input);
  const changes = 1 + random.below(4);
  for (let change = 0; change < changes; change++) {
    const at = random.below(out.length + 1);
    switch (random.below(8)) {
      case 0:
        for (let i = 0; i < 8 && out.length > 0; i++) {
          const place = random.below(out.length);
          out[place] = (out[place] as number) ^ (1 << random.below(8));
        }
        break;
      case 1:
        out = out.slice(0, at);
        break;
      case 2:
        out = new Uint8Array(splice(out, at, 0, new Uint8Array(random.below(20_000)).fill(0x7b)));
        break;
      case 3:
      case 4: {
        const piece = Buffer.from(PIECES[random.below(PIECES.length)] ?? '', 'latin1');
        out = new Uint8Array(splice(out, at, 0, piece));
        break;
      }
      case 5: {
        const length = Math.min(out.length - at, random.below(400));
        out = new Uint8Array(splice(out, at, length, new Uint8Array(0)));
        break;
      }
      case 6: {
        const from = random.below(out.length + 1);
        const part = out.slice(from, from + random.below(2000));
        out = new Uint8Array(splice(out, at, 0, part));
        break;
      }
      case 7: {
        const noise = new Uint8Array(random.below(64)).map(() => random.below(256));
        out = new Uint8Array(splice(out, at, 0, noise));
        break;
      }
    }
  }
  return out;
}
