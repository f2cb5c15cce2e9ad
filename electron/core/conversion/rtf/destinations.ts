/** Which word opens which destination. */
import type { CharacterStyle } from '../document.ts';
import type { Context, NoteCount } from './context.ts';
import { drawingObjectDestination } from './drawing-objects.ts';
import { fieldDestination } from './fields.ts';
import { listOverrideDestination, listTableDestination } from './lists.ts';
import { isMathWord, mathDestination } from './math.ts';
import { countNote, nextNumber, noteMark } from './note-numbers.ts';
import { oldNumberingDestination } from './old-numbers.ts';
import { pictureDestination } from './pictures.ts';
import { storeHeaderFooter } from './sections.ts';
import { backgroundDestination, shapeDestination } from './shapes.ts';
import type { Destination } from './state.ts';
import { styleSheetDestination } from './stylesheet.ts';
import { SPECIAL_CHARACTERS, symbolText } from './symbols.ts';
import {
  colourTableDestination,
  fontTableDestination,
  infoDestination,
  infoField,
} from './tables-of-header.ts';

type Opener = (context: Context, word: string) => Destination | undefined;

const skip: Opener = (context) => context.skip;

function headerFooter(context: Context, word: string): Destination {
  return context.openFlow((flow) => {
    const blocks = flow.finish(context.state);
    if (blocks.length > 0) storeHeaderFooter(context, word, { blocks });
  });
}

function note(context: Context): Destination {
  const outer = context.flow;
  // Writers that know no marks number their notes all the same; a raised character before is a mark of its own.
  const automatic = context.automaticMark || !outer.endsRaised();
  context.automaticMark = false;
  const before = { mark: context.noteInProgress, isLive: context.noteIsLive };
  let endnote = false;
  const counts = context.noteCounts;
  const begin = (count: NoteCount): void => {
    context.noteInProgress = noteMark(nextNumber(count), count.section.format);
    context.noteIsLive = !endnote && count.section.restarts === 'page';
  };
  begin(counts.foot);
  const style: CharacterStyle = { ...context.state.character, position: 'super' };
  const inner = context.openFlow((flow) => {
    const blocks = flow.finish(context.state);
    const count = counts[endnote ? 'end' : 'foot'];
    const { start, format } = count.section;
    const mark = automatic ? context.noteInProgress : '';
    const perPage = context.noteIsLive ? { perPage: { start, format } } : {};
    countNote(count);
    outer.inline({ kind: 'note', endnote, mark, ...perPage, style, blocks });
    context.noteInProgress = before.mark;
    context.noteIsLive = before.isLive;
  });
  return {
    ...inner,
    word(word, param, hasParam) {
      if (word === 'ftnalt') {
        endnote = true;
        begin(counts.end);
        return true;
      }
      return inner.word?.(word, param, hasParam) ?? true;
    },
  };
}

function label(context: Context): Destination {
  const { flow } = context;
  let text = '';
  let font = '';
  return {
    text(part) {
      if (part.trim() !== '') font = context.state.font?.name ?? '';
      if (text.length < 200) text += part;
    },
    word(word, param, hasParam) {
      if (word === 'tab') return true;
      const special = SPECIAL_CHARACTERS[word];
      if (special !== undefined) {
        text += special;
        return true;
      }
      return context.body.word?.(word, param, hasParam) ?? true;
    },
    close() {
      context.labelsWritten = true;
      const shown = symbolText(text.replace(/\s+$/, ''), font).trim();
      if (shown !== '') {
        flow.pendingLabel = {
          text: shown,
          style: { ...context.state.character, underline: 'none' },
          follow: 'tab',
          bullet: /^[^\p{L}\p{N}]{1,2}$/u.test(shown),
        };
      }
    },
  };
}

function comment(context: Context): Destination {
  context.note('comment');
  return context.skip;
}

function bookmark(context: Context): Destination {
  let name = '';
  return {
    text(text) {
      if (name.length < 200) name += text;
    },
    close() {
      if (name.trim() !== '') context.flow.inline({ kind: 'bookmark', name: name.trim() });
    },
  };
}

function picture(context: Context): Destination {
  const { flow } = context;
  return pictureDestination(context, (found) => flow.inline({ kind: 'picture', picture: found }));
}

/** Objects show their result (a picture or text); their data is left out. */
function object(context: Context): Destination {
  return {
    word(word) {
      if (word === 'result') context.state.destination = context.body;
      return true;
    },
  };
}

/** A shape's drawing for old readers is only used when there is no shape for new ones. */
function shape(context: Context): Destination {
  let seen = false;
  return {
    word(word) {
      if (word === 'shpinst') {
        seen = true;
        context.state.destination = shapeDestination(context);
        context.state.ownsDestination = true;
      } else if (word === 'shprslt') {
        context.state.destination = seen ? context.skip : context.body;
      }
      return true;
    },
  };
}

function nestedRowProperties(context: Context): Destination {
  context.tables.inNested = true;
  return {
    text: () => {},
    word: (word, param, hasParam) => context.body.word?.(word, param, hasParam) ?? true,
    close() {
      context.tables.inNested = false;
    },
  };
}

function passThrough(context: Context): Destination {
  return context.body;
}

const OPENERS: Record<string, Opener> = {
  fonttbl: fontTableDestination,
  colortbl: colourTableDestination,
  stylesheet: styleSheetDestination,
  listtable: listTableDestination,
  listoverridetable: listOverrideDestination,
  info: infoDestination,
  generator: (context) => infoField(context, 'generator'),
  header: headerFooter,
  headerl: headerFooter,
  headerr: headerFooter,
  headerf: headerFooter,
  footer: headerFooter,
  footerl: headerFooter,
  footerr: headerFooter,
  footerf: headerFooter,
  footnote: note,
  listtext: label,
  pntext: label,
  annotation: comment,
  bkmkstart: bookmark,
  pn: oldNumberingDestination,
  pict: picture,
  shppict: passThrough,
  object,
  field: fieldDestination,
  shp: shape,
  shpinst: (context) => shapeDestination(context),
  do: drawingObjectDestination,
  background: backgroundDestination,
  nesttableprops: nestedRowProperties,
  shpgrp: (context) => shapeDestination(context),
  ud: passThrough,
  mmath: passThrough,
  moMath: passThrough,
  moMathPara: passThrough,
  mr: passThrough,
};

const SKIPPED = new Set(
  'nonshppict nonesttables bkmkend atnid atnauthor atntime atnref atnicn atnparent atndate atrfstart atrfend annotationdate objdata objclass objname objalias objsect datafield formfield pnseclvl xe tc tcn rxe fchars lchars ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn revtbl rsidtbl latentstyles datastore themedata colorschememapping filetbl xmlnstbl mmathPr template operator private nextfile mmathPict keywords userprops docvar pgp pgptbl listpicture bgbdr panose falt defchp defpap upr_ wgrffmtfilter passwordhash protusertbl factoidname oldcprops oldpprops oldsprops oldtprops svb ebcstart ebcend mailmerge hlinkbase comment doccomm vern blipuid picprop xmlopen xmlclose xmlattrname xmlattrvalue smarttag fldtype wptools gridtbl txfieldtype txfielddata password'.split(
    ' ',
  ),
);

/** The destination a word opens, or undefined when it opens none. */
export function openDestination(context: Context, word: string): Destination | undefined {
  if (isMathWord(word)) return mathDestination(context, word);
  const opener = Object.hasOwn(OPENERS, word) ? OPENERS[word] : SKIPPED.has(word) ? skip : undefined;
  return opener?.(context, word);
}

/** Answers of `isDestination`, learnt on first sight. */
const destinationWords = new Map<string, boolean>();

/** Whether a word opens a destination at all (asked before one is built). */
export function isDestination(word: string): boolean {
  const known = destinationWords.get(word);
  if (known !== undefined) return known;
  const opens = Object.hasOwn(OPENERS, word) || SKIPPED.has(word) || isMathWord(word);
  if (destinationWords.size < 4000) destinationWords.set(word, opens);
  return opens;
}
