import { implement } from '@orpc/server';
import { conversionContract } from '../../../shared/contract/conversion.ts';
import {
  conversionStatus,
  exportList,
  findFile,
  listFiles,
  rerun,
  resultPdf,
  sourceText,
  startConversion,
} from '../../core/conversion/conversion.ts';
import { listSources, removeSource, saveSource, testSource } from '../../core/conversion/sources.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(conversionContract).$context<RequestContext>().use(guard);

export const conversionRoutes = os.router({
  status: os.status.handler(({ context, input }) => conversionStatus(context.core, input?.sourceId)),
  files: os.files.handler(({ context, input }) => listFiles(context.core, input)),
  file: os.file.handler(({ context, input }) => findFile(context.core, input.id)),
  sourceText: os.sourceText.handler(({ context, input }) => sourceText(context.core, input.id)),
  resultPdf: os.resultPdf.handler(async ({ context, input }) => {
    const { fileName, pdf } = await resultPdf(context.core, input.id);
    return { fileName, base64: Buffer.from(pdf).toString('base64') };
  }),
  run: os.run.handler(({ context, input }) => startConversion(context.core, context.actor, input)),
  rerun: os.rerun.handler(({ context, input }) => rerun(context.core, context.actor, input.id)),
  exportList: os.exportList.handler(({ context, input }) => exportList(context.core, context.actor, input)),
  sources: os.sources.handler(({ context }) => listSources(context.core)),
  saveSource: os.saveSource.handler(({ context, input }) => saveSource(context.core, context.actor, input)),
  removeSource: os.removeSource.handler(async ({ context, input }) => {
    await removeSource(context.core, context.actor, input.id);
    return {};
  }),
  testSource: os.testSource.handler(({ context, input }) => testSource(context.core, input)),
});
