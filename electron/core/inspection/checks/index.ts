import * as bankruptcy from './bankruptcy.ts';
import * as casefile from './casefile.ts';
import type { Check } from './check.ts';
import * as datacenter from './datacenter.ts';
import * as oversight from './oversight.ts';
import * as probes from './probe.ts';
import * as quality from './quality.ts';
import * as retrieval from './retrieval.ts';
import * as service from './service.ts';
import * as sharing from './sharing.ts';
import * as trialdata from './trialdata.ts';
import * as workstation from './workstation.ts';

/** Every check by the name the template calls it. */
export const checks: Readonly<Record<string, Check>> = {
  ...bankruptcy,
  ...casefile,
  ...trialdata,
  ...datacenter,
  ...quality,
  ...retrieval,
  ...sharing,
  ...oversight,
  ...workstation,
  ...service,
  probe: probes.probe,
};
