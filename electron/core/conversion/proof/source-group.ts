/** What the proof's scanner knows inside one group of RTF. */
export interface Group {
  skip: boolean;
  /** -1: the body; else the index of the header or footer collected. */
  margin: number;
  unicodeSkip: number;
  page: number;
  /** The font is a Western one. */
  western: boolean;
  hidden: boolean;
  deleted: boolean;
  /** Name of the symbol font in use, '' for others. */
  symbol: string;
  inFontTable: boolean;
  /** 0 = none, 1 = in a field, 2 = in its instruction, 3 = in its result. */
  field: number;
  /** The field the group is in, shared by its groups: whether it is a live page number. */
  fieldKind: { page: boolean };
}

/** The state before the first brace. */
export function firstGroup(): Group {
  return {
    skip: false,
    margin: -1,
    unicodeSkip: 1,
    page: 1252,
    western: true,
    hidden: false,
    deleted: false,
    symbol: '',
    inFontTable: false,
    field: 0,
    fieldKind: { page: false },
  };
}
