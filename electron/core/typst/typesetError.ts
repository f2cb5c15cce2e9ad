/** Markup that does not compile. `message` holds Typst's diagnostics, for logs, not for users. */
export class TypesetError extends Error {
  readonly code = 'typst.compile';
  readonly pictureRelated: boolean;
  /** A character no font has a glyph for, which PDF/A does not allow. */
  readonly undrawnCharacter: number | undefined;
  constructor(message: string) {
    super(message);
    const undrawn = /the text "(?:\\u\{([0-9a-f]+)\}|\\?(.))/u.exec(
      message.replace(/\\\\/g, '\\').replace(/\\"/g, '"'),
    );
    this.undrawnCharacter = !/could not be displayed/.test(message)
      ? undefined
      : undrawn?.[1]
        ? Number.parseInt(undrawn[1], 16)
        : undrawn?.[2]?.codePointAt(0);
    this.pictureRelated = /image|svg|decode|file/i.test(message);
  }
}
