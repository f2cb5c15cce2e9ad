import type { Knex } from 'knex';
import { down as provinceDown, up as provinceUp } from './0010_province.ts';

/**
 * One step of the data centre's shape, forward and back. A step builds SQL only (it must not read), so that the very
 * statements can be shown before they run. Numbers grow by tens; a landed step is never edited.
 */
export interface DatacenterMigration {
  number: number;
  name: string;
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

export const datacenterMigrations: readonly DatacenterMigration[] = [
  { number: 10, name: 'province', up: provinceUp, down: provinceDown },
];
