import { addDays } from '../../../../shared/domain/time.ts';
import { dayText, momentText, stamp } from '../clock.ts';
import { ORDINARY, SIMPLE, SMALL } from '../kinds.ts';
import type { Defect } from './defect.ts';
import { CIVIL, COMMON, HEARD } from './groups.ts';

/** LJ and JS on dates, amounts and states. */
export const logicDefects: readonly Defect[] = [
  {
    id: 'received-after-filed',
    rules: ['LJ001'],
    kinds: COMMON,
    needs: { closed: true },
    dates: (plan) => {
      plan.received = plan.filed + 2;
    },
  },
  {
    id: 'closed-before-filed',
    rules: ['LJ002'],
    kinds: COMMON,
    needs: { closed: true, workDays: 30 },
    dates: (plan) => {
      plan.closed = plan.filed - 2;
    },
    apply: (bundle) => {
      bundle.hearings = [];
      return undefined;
    },
  },
  {
    id: 'effective-before-closed',
    rules: ['LJ003'],
    kinds: CIVIL,
    needs: { closed: true, way: '09_03223-1' },
    apply: ({ case: row }) => {
      row.effective_date = addDays(row.closed_date ?? '', -6);
      return undefined;
    },
  },
  {
    id: 'archived-before-closed',
    rules: ['LJ003'],
    kinds: COMMON,
    needs: { closed: true },
    apply: ({ case: row }) => {
      row.archived_date = addDays(row.closed_date ?? '', -3);
      return undefined;
    },
  },
  {
    id: 'closed-in-the-future',
    rules: ['LJ004', 'GF008'],
    kinds: COMMON,
    needs: { open: true },
    dates: (plan, { clock }) => {
      plan.closed = clock.today + 3;
      plan.filed = Math.min(plan.filed, clock.today);
      plan.closing = { code: plan.kind.closings[2]?.[0] ?? '', form: plan.kind.closings[2]?.[2] ?? 'ruling' };
    },
    apply: (bundle) => {
      Object.assign(bundle.case, { effective_date: null, archived_date: null, closing_reported_at: null });
      bundle.hearings = [];
      bundle.documents = [];
      Object.assign(bundle.case, { has_document: 0, no_document_reason: '文书尚未生效' });
      return undefined;
    },
  },
  {
    id: 'hearing-before-filing',
    rules: ['LJ005'],
    kinds: HEARD,
    needs: { closed: true },
    apply: ({ hearings }, { plan }) => {
      for (const hearing of hearings) hearing.hearing_time = momentText(plan.filed - 9, 33_000);
      return undefined;
    },
  },
  {
    id: 'open-with-closing-date',
    rules: ['LJ006'],
    kinds: COMMON,
    needs: { open: true },
    apply: (bundle, { plan }) => {
      const row = bundle.case;
      row.closed_date = row.filed_date;
      row.closing_way = plan.kind.closings[2]?.[0] ?? null;
      bundle.hearings = [];
      return undefined;
    },
  },
  {
    id: 'open-with-closing-way',
    rules: ['LJ006'],
    kinds: CIVIL,
    needs: { open: true },
    apply: ({ case: row }) => {
      row.closing_way = '09_03223-4';
      return undefined;
    },
  },
  {
    id: 'actual-days-wrong',
    rules: ['LJ017'],
    kinds: COMMON,
    needs: { closed: true },
    apply: ({ case: row }) => {
      row.actual_days = (row.actual_days ?? 0) + 11;
      return undefined;
    },
  },
  {
    id: 'open-too-long',
    rules: ['LJ018'],
    kinds: COMMON,
    needs: { openDays: 400 },
  },
  {
    id: 'closing-above-claim',
    rules: ['LJ019'],
    kinds: CIVIL,
    needs: { closed: true, way: '09_03223-1', procedure: ORDINARY },
    apply: ({ case: row }) => {
      row.closing_amount = Math.round((row.claim_amount ?? 1) * 2.5);
      return undefined;
    },
  },
  {
    id: 'mediated-without-amount',
    rules: ['LJ019'],
    kinds: CIVIL,
    needs: { closed: true, way: '09_03223-6' },
    apply: ({ case: row }) => {
      row.closing_amount = 0;
      return undefined;
    },
  },
  {
    id: 'small-claim-too-large',
    rules: ['LJ020'],
    kinds: CIVIL,
    needs: { open: true, procedure: SMALL, cause: '民间借贷纠纷' },
    apply: ({ case: row }) => {
      row.claim_amount = 2_600_000;
      return undefined;
    },
  },
  {
    id: 'mediated-and-appealed',
    rules: ['LJ021'],
    kinds: ['civilSecond'],
    originalWay: '09_03223-6',
  },
  {
    id: 'enforced-too-little',
    rules: ['LJ025'],
    kinds: ['enforcement'],
    needs: { closed: true, way: '09_05080-3' },
    apply: ({ case: row }) => {
      row.enforced_amount = Math.round((row.claim_amount ?? 0) * 0.4);
      return undefined;
    },
  },
  {
    id: 'closing-reported-late',
    rules: ['JS005'],
    kinds: COMMON,
    needs: { closed: true },
    apply: ({ case: row }, { plan, clock }) => {
      row.closing_reported_at = stamp(clock, (plan.closed ?? plan.filed) + 9, 9_000);
      return undefined;
    },
  },
  {
    id: 'entered-late',
    rules: ['JS006'],
    kinds: COMMON,
    needs: { closed: true },
    apply: ({ case: row }, { plan, clock }) => {
      row.created_at = stamp(clock, plan.received + 12, 36_000);
      return undefined;
    },
  },
  {
    id: 'not-updated',
    rules: ['JS010', 'LJ018'],
    kinds: COMMON,
    needs: { openDays: 420 },
    apply: ({ case: row }, { plan, clock }) => {
      row.updated_at = stamp(clock, plan.filed + 30, 40_000);
      return { filed: dayText(plan.filed) };
    },
  },
  {
    id: 'simple-too-long',
    rules: ['LJ007'],
    kinds: CIVIL,
    needs: { closed: true, procedure: SIMPLE, workDays: 140 },
  },
];
