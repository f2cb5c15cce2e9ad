import type { StandardDiff, StandardVersion } from '../../../shared/contract/standards.ts';
import {
  type DifferenceKind,
  STANDARD_TABLES,
  type StandardEntry,
  type StandardKind,
} from '../../../shared/domain/standardTables.ts';
import { standardColumnName, standardsMessages } from '../../../shared/messages/standards.ts';
import type { ViewState } from '../../components/StateTag.tsx';

/** How a version stands. */
export const versionLook: Readonly<Record<StandardVersion['state'], ViewState>> = {
  'in-force': 'ok',
  scheduled: 'waiting',
  past: 'off',
  waiting: 'paused',
};

export const differenceLook: Readonly<Record<DifferenceKind, ViewState>> = {
  added: 'ok',
  removed: 'fault',
  renamed: 'warn',
  recoded: 'warn',
  changed: 'waiting',
};

type Difference = StandardDiff['rows'][number];

/** What stood before or stands after: the differing cells of a changed entry, the whole of an added or removed one. */
export function entryText(kind: StandardKind, entry: StandardEntry | null, difference: Difference): string {
  if (!entry) return '—';
  const whole = difference.columns.length === 0;
  const names = whole ? STANDARD_TABLES[kind].columns.map(({ name }) => name) : difference.columns;
  const cells = names.map((name) => entry[name] ?? '').filter((cell) => cell !== '');
  return cells.join('　') || '—';
}

export function columnNames(kind: StandardKind, columns: readonly string[]): string {
  return columns.map((column) => standardColumnName(kind, column)).join('、');
}

export const encodingName = (encoding: string): string =>
  ({ 'utf-8': 'UTF-8', gb18030: 'GBK', 'utf-16le': 'UTF-16' })[encoding] ?? encoding;

export const { kinds: kindNames, differences: differenceNames, states: stateNames } = standardsMessages;
