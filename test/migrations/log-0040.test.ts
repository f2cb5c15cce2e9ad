import { describe, expect, it } from 'vitest';
import { applyMigrations, logVersion } from '../../electron/core/log/migrate.ts';
import { migrations } from '../../migrations/log/index.ts';
import { bareLog } from '../support/knexLog.ts';

describe('log migration 40', () => {
  it('adds calendar and inspection to a log of 20 and leaves what is in it alone', async () => {
    const log = bareLog(':memory:');
    try {
      await applyMigrations(log, migrations, 20);
      await log('setting').insert({
        name: 'project',
        value: '"甲"',
        changed_by: '周明',
        changed_at: '2026-11-20T00:00:00.000Z',
      });
      await applyMigrations(log, migrations, 40);
      expect(await logVersion(log)).toBe(40);
      expect(await log('setting').select('name', 'value')).toEqual([{ name: 'project', value: '"甲"' }]);
      const sheet = {
        day: '2026-11-20',
        day_kind: 'workday',
        day_label: '工作日',
        template_version: 1,
        created_by: '周明',
        created_at: '2026-11-20T00:30:00.000Z',
      };
      await log('inspection_sheet').insert(sheet);
      await expect(log('inspection_sheet').insert(sheet)).rejects.toThrow(/UNIQUE/);
      const item = {
        day: '2026-11-20',
        item_id: 'datacenter.cases',
        sequence: 0,
        service: 'datacenter',
        name: '案件总量',
        method: 'automatic',
        standard: '据实登记',
        unit: '件',
      };
      await log('inspection_item').insert(item);
      expect(await log('inspection_item').first('version', 'auto_value', 'value')).toEqual({
        version: 1,
        auto_value: null,
        value: null,
      });
      await expect(log('inspection_item').insert({ ...item, day: '2026-11-21' })).rejects.toThrow(
        /FOREIGN KEY/,
      );
    } finally {
      await log.destroy();
    }
  });

  it('lets a box be signed once at a time, and again after it was voided', async () => {
    const log = bareLog(':memory:');
    try {
      await applyMigrations(log, migrations, 40);
      await log('inspection_sheet').insert({
        day: '2026-11-20',
        day_kind: 'workday',
        day_label: '工作日',
        template_version: 1,
        created_by: '周明',
        created_at: '2026-11-20T00:30:00.000Z',
      });
      const signature = {
        day: '2026-11-20',
        box: 'inspector',
        operator_id: 'o1',
        operator_name: '周明',
        at: '2026-11-20T01:00:00.000Z',
        digest: 'A1B2',
      };
      await log('inspection_signature').insert(signature);
      await expect(log('inspection_signature').insert(signature)).rejects.toThrow(/UNIQUE/);
      await log('inspection_signature').update({
        voided_at: '2026-11-20T02:00:00.000Z',
        void_reason: '更正',
      });
      await log('inspection_signature').insert(signature);
    } finally {
      await log.destroy();
    }
  });
});
