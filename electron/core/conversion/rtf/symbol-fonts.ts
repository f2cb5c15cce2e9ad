/**
 * What the picture fonts of office programs draw at each byte. Where Unicode has the very sign but no common face does,
 * the nearest sign that faces have stands for it: a reader of the page sees the same.
 * Sources: the Unicode Consortium's mappings of Adobe Symbol and ZapfDingbats; the names of the signs added to Unicode for
 * Wingdings and Webdings (ISO/IEC JTC1/SC2/WG2 N4384).
 */

/** Characters by byte, each string beginning at its byte. */
function table(parts: Record<number, string>): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  for (const [start, characters] of Object.entries(parts)) {
    for (const [index, character] of [...characters].entries()) map.set(Number(start) + index, character);
  }
  return map;
}

const SYMBOL = table({
  32: ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼',
  160: '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{f8ff}〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭',
});

const WINGDINGS = table({
  32: ' ✏✂✁👓🔔📖🕯☎✆✉✉📪📫📬📭📁📂▯▯▯▯⌛⌨▯▯▯▯💾💾✇✍✍✌✌👍👎☜☞☝☟✋☺😐☹💣☠⚑⚑✈☼💧❄✝✞✝✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□□❑❒◆◆◆❖◆☒▲⌘❀✿❝❞▯',
  128: '⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿❧❧❧❧❧❧❧❧·•▪○○○◉◎○▪□▲✦★✶✴✹✵⊕⊕◇⌑?✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛',
  195: '↰↱↲↳↴↵↶↷❧❧❧❧❧❧❧❧❧❧⌫⌦◀➢▲▼◀➲▲▼←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⇔⇕↖↗↙↘▭▫✗✓☒☑⊞',
});

const WINGDINGS_2 = table({
  32: ' ✎✒✏✏✄✂☎☏',
  50: '📋',
  66: '☜☞',
  74: '☝☟',
  79: '✗✓☒☑☒☒⊗⊗⊘⊘&&&&‽',
  105: '⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿',
  128: '☉○☽☾⸿✝✝🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛❧❧⋅•●●○○○◉⊙◉■■■■□□□□□▣▣▣▣▣◆◆◇◇◈◇◇◇◇◆◆◊◊◐◑',
  198: '+++++++✕✕✕✕✕✕✕✱✱✱✱✱✱✱✱✱✱✱✱✳✳✳✳✳✳▲★✦★★✶✶✷✸✹✹▲✦✯✶✸▪▪※⁂',
});

const WINGDINGS_3 = table({
  32: ' ←→↑↓↖↗↘↙←→↑↓',
  49: '↔↕',
  102: '←→↑↓↖↗↙↘↔↕▲▼△▽◀▶◁▷◣◢◤◥◂▸▴',
  128: '▾▲▼◀▶◀▶▲▼←→↑↓←→↑↓←→↑↓←→↑↓←→↑↓←→↑↓←→↑↓',
  225: '←→↑↓↖↗↙↘←→↑↓↖↗↙↘',
});

const WEBDINGS = table({
  32: ' ',
  51: '◀▶▲▼⏪⏩⏮⏭‖■●',
  72: '🏠',
  76: '🔍',
  97: '✓',
  99: '□',
  103: '■',
  105: 'ℹ',
  110: '●',
  113: '↻✕❓',
  120: '⊘⊖',
  207: '🔒🔓',
  217: '☁',
  233: '♿',
});

const ZAPF_DINGBATS = table({
  32: ' ✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞',
  161: '❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯',
  241: '➱➲➳➴➵➶➷➸➹➺➻➼➽➾',
});

/** Font names (lower case, without spaces) that draw signs instead of letters, each with its signs; the first match holds. */
const FONTS: readonly [RegExp, ReadonlyMap<number, string>][] = [
  [/^wingdings2/, WINGDINGS_2],
  [/^wingdings3/, WINGDINGS_3],
  [/^wingdings/, WINGDINGS],
  [/^webdings/, WEBDINGS],
  [/^(itc)?zapfdingbats|^dingbats/, ZAPF_DINGBATS],
];

/** What stands for a sign that has no character of its own. */
const UNKNOWN = '▪';

/** Whether a font of this name draws signs. */
export function isSymbolFont(name: string): boolean {
  return /^(symbol|wingdings|webdings|zapf ?dingbats|itc zapf dingbats)/i.test(name);
}

/** The sign a font draws for a byte (0x20–0xff); undefined where it draws none. Fonts unknown here are taken for Symbol. */
export function signOf(font: string, byte: number): string | undefined {
  const name = font.toLowerCase().replace(/\s/g, '');
  const pictures = FONTS.find(([pattern]) => pattern.test(name))?.[1];
  return pictures ? (pictures.get(byte) ?? UNKNOWN) : SYMBOL.get(byte);
}
