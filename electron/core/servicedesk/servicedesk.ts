/** Use cases of the service desk: what other capabilities and hosts may call. */
export { readAttachment } from './attachments.ts';
export { proposeFacts, refreshBreaches } from './facts.ts';
export { figuresOf, type IncidentFigures, incidentFigures, incidentsOf, recordsOf } from './figures.ts';
export { raiseFromCheck } from './fromCheck.ts';
export { healthIncidents, raiseFromHealth } from './fromHealth.ts';
export {
  arriveIncident,
  cancelIncident,
  closeIncident,
  correctTimes,
  mergeIncident,
  pauseIncident,
  reopenIncident,
  resolveIncident,
  respondIncident,
  resumeIncident,
} from './incidentActs.ts';
export {
  editIncident,
  incidentAlerts,
  incidentBoard,
  incidentNumbered,
  listIncidents,
  raiseIncident,
} from './incidents.ts';
export { exportItems } from './itemExport.ts';
export { importItems, previewImport } from './itemImport.ts';
export {
  findItem,
  itemEdges,
  itemImpact,
  listItems,
  relateItems,
  retireItem,
  saveItem,
  unrelateItems,
} from './items.ts';
export {
  articleFromIncident,
  articleNumbered,
  articleVersions,
  findArticle,
  listArticles,
  saveArticle,
  searchDesk,
  setArticleState,
} from './knowledge.ts';
export { listNodes, moveNodes, setNodes } from './nodes.ts';
export { readPolicy, savePolicy } from './policy.ts';
export { findIncident } from './presentIncident.ts';
export { type Printed, printIncident, printItem, printRecord } from './print.ts';
export { findRecord, listRecords, recordNumbered, saveRecord, stepRecord } from './records.ts';
export { addComment, addLink, attachFile, readThread, removeLink } from './thread.ts';
export { startServicedeskWatch, watchIncidents } from './watch.ts';
