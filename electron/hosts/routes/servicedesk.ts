import { implement } from '@orpc/server';
import { servicedeskContract } from '../../../shared/contract/servicedesk.ts';
import * as desk from '../../core/servicedesk/servicedesk.ts';
import { referenceOn } from '../../core/standards/standards.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(servicedeskContract).$context<RequestContext>().use(guard);
const { incidents, records, thread, items, articles } = os;

/** A typeset form as it crosses the boundary. */
function printed({ fileName, pages, pdf }: desk.Printed) {
  return { fileName, pages, base64: Buffer.from(pdf).toString('base64') };
}

export const servicedeskRoutes = os.router({
  incidents: {
    list: incidents.list.handler(({ context, input }) => desk.listIncidents(context.core, input)),
    board: incidents.board.handler(({ context }) => desk.incidentBoard(context.core)),
    get: incidents.get.handler(({ context, input }) => desk.findIncident(context.core, input.id)),
    find: incidents.find.handler(({ context, input }) => desk.incidentNumbered(context.core, input.number)),
    raise: incidents.raise.handler(
      async ({ context, input }) => (await desk.raiseIncident(context.core, context.actor, input)).incident,
    ),
    raiseFromCheck: incidents.raiseFromCheck.handler(({ context, input }) =>
      desk.raiseFromCheck(context.core, context.actor, input),
    ),
    raiseFromHealth: incidents.raiseFromHealth.handler(({ context, input }) =>
      desk.raiseFromHealth(context.core, context.actor, input),
    ),
    ofHealth: incidents.ofHealth.handler(({ context, input }) =>
      desk.healthIncidents(context.core, input.connectionId),
    ),
    edit: incidents.edit.handler(({ context, input }) =>
      desk.editIncident(context.core, context.actor, input),
    ),
    respond: incidents.respond.handler(({ context, input }) =>
      desk.respondIncident(context.core, context.actor, input),
    ),
    arrive: incidents.arrive.handler(({ context, input }) =>
      desk.arriveIncident(context.core, context.actor, input),
    ),
    pause: incidents.pause.handler(({ context, input }) =>
      desk.pauseIncident(context.core, context.actor, input),
    ),
    resume: incidents.resume.handler(({ context, input }) =>
      desk.resumeIncident(context.core, context.actor, input),
    ),
    resolve: incidents.resolve.handler(({ context, input }) =>
      desk.resolveIncident(context.core, context.actor, input),
    ),
    close: incidents.close.handler(({ context, input }) =>
      desk.closeIncident(context.core, context.actor, input),
    ),
    reopen: incidents.reopen.handler(({ context, input }) =>
      desk.reopenIncident(context.core, context.actor, input),
    ),
    cancel: incidents.cancel.handler(({ context, input }) =>
      desk.cancelIncident(context.core, context.actor, input),
    ),
    merge: incidents.merge.handler(({ context, input }) =>
      desk.mergeIncident(context.core, context.actor, input),
    ),
    correctTimes: incidents.correctTimes.handler(({ context, input }) =>
      desk.correctTimes(context.core, context.actor, input),
    ),
    alerts: incidents.alerts.handler(({ context }) => desk.incidentAlerts(context.core)),
    print: incidents.print.handler(async ({ context, input }) =>
      printed(await desk.printIncident(context.core, context.actor, input.id)),
    ),
    policy: incidents.policy.handler(({ context }) => desk.readPolicy(context.core)),
    savePolicy: incidents.savePolicy.handler(({ context, input }) =>
      desk.savePolicy(context.core, context.actor, input),
    ),
  },
  records: {
    list: records.list.handler(({ context, input }) => desk.listRecords(context.core, input)),
    get: records.get.handler(({ context, input }) => desk.findRecord(context.core, input.id)),
    find: records.find.handler(({ context, input }) => desk.recordNumbered(context.core, input.number)),
    save: records.save.handler(({ context, input }) => desk.saveRecord(context.core, context.actor, input)),
    step: records.step.handler(({ context, input }) => desk.stepRecord(context.core, context.actor, input)),
    nodes: records.nodes.handler(({ context, input }) => desk.listNodes(context.core, input.id)),
    setNodes: records.setNodes.handler(({ context, input }) =>
      desk.setNodes(context.core, context.actor, input),
    ),
    moveNodes: records.moveNodes.handler(({ context, input }) =>
      desk.moveNodes(context.core, context.actor, input),
    ),
    print: records.print.handler(async ({ context, input }) =>
      printed(await desk.printRecord(context.core, context.actor, input.id)),
    ),
    courts: records.courts.handler(async ({ context }) =>
      (await referenceOn(context.core)).courts().map(({ code, name, mark }) => ({ code, name, mark })),
    ),
  },
  thread: {
    get: thread.get.handler(({ context, input }) => desk.readThread(context.core, input)),
    comment: thread.comment.handler(async ({ context, input }) => {
      await desk.addComment(context.core, context.actor, input);
      return {};
    }),
    link: thread.link.handler(async ({ context, input }) => {
      await desk.addLink(context.core, context.actor, input);
      return {};
    }),
    unlink: thread.unlink.handler(async ({ context, input }) => {
      await desk.removeLink(context.core, context.actor, input);
      return {};
    }),
    attach: thread.attach.handler(({ context, input }) =>
      desk.attachFile(context.core, context.actor, input),
    ),
    attachment: thread.attachment.handler(({ context, input }) =>
      desk.readAttachment(context.core, context.actor, input.id),
    ),
  },
  items: {
    list: items.list.handler(({ context, input }) => desk.listItems(context.core, input)),
    get: items.get.handler(({ context, input }) => desk.findItem(context.core, context.actor, input.id)),
    save: items.save.handler(({ context, input }) => desk.saveItem(context.core, context.actor, input)),
    retire: items.retire.handler(({ context, input }) => desk.retireItem(context.core, context.actor, input)),
    edges: items.edges.handler(({ context, input }) => desk.itemEdges(context.core, input.id)),
    relate: items.relate.handler(({ context, input }) =>
      desk.relateItems(context.core, context.actor, input),
    ),
    unrelate: items.unrelate.handler(({ context, input }) =>
      desk.unrelateItems(context.core, context.actor, input),
    ),
    impact: items.impact.handler(({ context, input }) => desk.itemImpact(context.core, input.id)),
    previewImport: items.previewImport.handler(({ context, input }) =>
      desk.previewImport(context.core, input),
    ),
    import: items.import.handler(({ context, input }) =>
      desk.importItems(context.core, context.actor, input),
    ),
    export: items.export.handler(({ context }) => desk.exportItems(context.core, context.actor)),
    print: items.print.handler(async ({ context, input }) =>
      printed(await desk.printItem(context.core, context.actor, input.id)),
    ),
  },
  articles: {
    list: articles.list.handler(({ context, input }) => desk.listArticles(context.core, input)),
    get: articles.get.handler(({ context, input }) => desk.findArticle(context.core, input.id)),
    find: articles.find.handler(({ context, input }) => desk.articleNumbered(context.core, input.number)),
    versions: articles.versions.handler(({ context, input }) => desk.articleVersions(context.core, input.id)),
    save: articles.save.handler(({ context, input }) => desk.saveArticle(context.core, context.actor, input)),
    setState: articles.setState.handler(({ context, input }) =>
      desk.setArticleState(context.core, context.actor, input),
    ),
    fromIncident: articles.fromIncident.handler(({ context, input }) =>
      desk.articleFromIncident(context.core, context.actor, input.incidentId),
    ),
    search: articles.search.handler(({ context, input }) => desk.searchDesk(context.core, input)),
  },
});
