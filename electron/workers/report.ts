import type { RenderReply } from '../core/deliverables/render/process.ts';
import { type RenderRequest, renderReport } from '../core/deliverables/render/render.ts';
import { connectParent } from './parent.ts';

/** A process that renders one report in the formats asked for and hands the files back. */
const parent = connectParent();

parent.onMessage((message) => {
  const send = (reply: RenderReply) => parent.send(reply);
  renderReport(message as RenderRequest, (step) => send({ step })).then(
    (files) => send({ files }),
    (error: unknown) =>
      send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
