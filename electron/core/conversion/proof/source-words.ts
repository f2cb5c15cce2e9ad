/** Which words of RTF the proof leaves out, keeps or reads as characters. Source: RTF 1.9.1. */

/** Words whose group holds no text of the document. */
export const LEFT_OUT = new Set(
  `fonttbl colortbl stylesheet info listtable listoverridetable rsidtbl revtbl generator pict object objdata
  nonshppict nonesttables bkmkstart bkmkend atnid atnauthor atntime atnref atnicn atnparent atndate atrfstart
  atrfend annotation datafield formfield pn pnseclvl xe tc tcn rxe ftnsep ftnsepc ftncn aftnsep aftnsepc
  aftncn latentstyles datastore themedata colorschememapping filetbl xmlnstbl mmathPr template operator
  private userprops docvar pgptbl listpicture background fldinst sp shprslt fchars lchars defchp defpap
  listtext pntext nextfile mmathPict wgrffmtfilter passwordhash protusertbl mailmerge hlinkbase falt panose xmlopen xmlattrname xmlattrvalue`.split(
    /\s+/,
  ),
);
/** Properties of formulas (`\\mfPr`) hold no text either. */
export function isMathProperty(word: string): boolean {
  return word.length > 3 && word.startsWith('m') && word.endsWith('Pr');
}
/** Words whose group holds text though it is marked as optional. */
export const KEPT_STARRED = new Set([
  'shppict',
  'shpinst',
  'shptxt',
  'nesttableprops',
  'do',
  'dptxbxtext',
  'moMath',
  'moMathPara',
  'mr',
  'ud',
  'footnote',
]);
/** Words that open a header or footer. */
export const MARGINS = new Set([
  'header',
  'headerl',
  'headerr',
  'headerf',
  'footer',
  'footerl',
  'footerr',
  'footerf',
]);
/** Words that stand for a character. */
export const CHARACTERS: Record<string, string> = {
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
};
