/** Leaves out white space, invisible characters and what no page shows. */
export function strip(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, '');
}
