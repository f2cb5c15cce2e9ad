import { readFileSync } from 'node:fs';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyRosterMessages as words } from '../../../shared/messages/dutyRoster.ts';
import type { Core } from '../core.ts';
import { fontCatalogue } from '../typst/fonts.ts';
import { typesetInProcess } from '../typst/typesetProcess.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';

const TEMPLATES = {
  roster: new URL('../../../resources/duty/roster.typ', import.meta.url),
  handover: new URL('../../../resources/duty/handover.typ', import.meta.url),
} as const;

/** The faces of the house's forms: Song for text, Hei for headings. */
export function formFonts() {
  const fonts = fontCatalogue();
  return {
    body: [fonts.choose('Times New Roman', false).family, fonts.choose('宋体', true).family],
    heading: [fonts.choose('Arial', false).family, fonts.choose('黑体', true).family],
  };
}

/** Typesets a duty form in a process of its own. @throws DUTY_PRINT */
export async function typesetForm(
  core: Core,
  form: keyof typeof TEMPLATES,
  data: Record<string, unknown>,
): Promise<{ pdf: Uint8Array; pages: number }> {
  try {
    return await typesetInProcess(core.spawn, {
      markup: '#import "/form.typ": print\n#print(json("/data.json"))',
      files: {
        'form.typ': readFileSync(TEMPLATES[form]),
        'data.json': Buffer.from(JSON.stringify({ ...data, fonts: formFonts() }), 'utf8'),
      },
      timestamp: Math.floor(core.now().getTime() / 1000),
    });
  } catch (error) {
    recordUnexpected(core.workspace, `duty.print ${form}`, error);
    throw fail('DUTY_PRINT', words.printFailed, undefined, error);
  }
}
