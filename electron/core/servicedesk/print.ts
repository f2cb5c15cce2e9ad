import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { showInstant } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { readSettings } from '../settings/settings.ts';
import { fontCatalogue } from '../typst/fonts.ts';
import { typesetInProcess } from '../typst/typesetProcess.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { incidentForm } from './formIncident.ts';
import { itemForm } from './formItem.ts';
import { recordForm } from './formRecord.ts';
import { findItem } from './items.ts';
import type { PaperForm } from './paper.ts';
import { findIncident } from './presentIncident.ts';
import { findRecord } from './records.ts';

const TEMPLATE_FILE = new URL('../../../resources/servicedesk/form.typ', import.meta.url);
const words = servicedeskMessages.print;
const DIGEST_LENGTH = 16;

export interface Printed {
  pdf: Uint8Array;
  pages: number;
  fileName: string;
}

/** Form E. @throws SERVICEDESK_NOT_FOUND, SERVICEDESK_PRINT */
export async function printIncident(core: Core, actor: Actor, id: string): Promise<Printed> {
  return printForm(core, actor, await incidentForm(core, await findIncident(core, id)));
}

/** Forms F, G and H. @throws SERVICEDESK_NOT_FOUND, SERVICEDESK_PRINT */
export async function printRecord(core: Core, actor: Actor, id: string): Promise<Printed> {
  return printForm(core, actor, await recordForm(core, await findRecord(core, id)));
}

/** Form I; the address is masked whoever prints it. @throws SERVICEDESK_NOT_FOUND, SERVICEDESK_PRINT */
export async function printItem(core: Core, actor: Actor, id: string): Promise<Printed> {
  return printForm(core, actor, await itemForm(core, await findItem(core, { ...actor, role: 'expert' }, id)));
}

/** Typesets a form and records that it was printed, with the digest of what stands on it. */
async function printForm(core: Core, actor: Actor, form: PaperForm): Promise<Printed> {
  const settings = await readSettings(core);
  const fonts = fontCatalogue();
  const now = core.now();
  const digest = createHash('sha256').update(JSON.stringify(form)).digest('hex').slice(0, DIGEST_LENGTH);
  const data = {
    ...form,
    title: `${form.heading} ${form.number}`,
    author: settings.contractor,
    project: settings.project,
    customer: settings.customer,
    contractor: settings.contractor,
    fonts: {
      body: [fonts.choose('Times New Roman', false).family, fonts.choose('宋体', true).family],
      heading: [fonts.choose('Arial', false).family, fonts.choose('黑体', true).family],
    },
    digest,
    printedAt: showInstant(now),
  };
  let printed: { pdf: Uint8Array; pages: number };
  try {
    printed = await typesetInProcess(core.spawn, {
      markup: '#import "/form.typ": print\n#print(json("/data.json"))',
      files: {
        'form.typ': readFileSync(TEMPLATE_FILE),
        'data.json': Buffer.from(JSON.stringify(data), 'utf8'),
      },
      timestamp: Math.floor(now.getTime() / 1000),
    });
  } catch (error) {
    recordUnexpected(core.workspace, 'servicedesk.print', error);
    throw fail('SERVICEDESK_PRINT', words.failed, undefined, error);
  }
  await appendAudit(core, actor, 'servicedesk.print', form.number, { digest, pages: printed.pages });
  return { ...printed, fileName: words.fileName(form.heading, form.number) };
}
