import { datacenterHealthMessages as words } from '../../../../../shared/messages/datacenterHealth.ts';
import { notGiven, size, storage, yesterdayRows } from '../builders.ts';
import type { HealthProbe } from '../item.ts';

/** An embedded file: no server, no sessions of others, no clock of its own. */
export const sqliteProbes: readonly HealthProbe[] = [
  size('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()'),
  // Pages in use against the file: what is free inside is taken up before the file grows.
  storage(
    "SELECT 'main' AS name, (page_count - freelist_count) * page_size AS used, max_page_count * page_size AS most FROM pragma_page_count(), pragma_page_size(), pragma_freelist_count(), pragma_max_page_count()",
  ),
  notGiven('lastBackup', 's', words.backupElsewhere),
  yesterdayRows,
];
