import type {
  ConversionSource,
  ConversionSourceInput,
  SourceMapping,
  TargetTable,
} from '../../../shared/contract/conversion.ts';

/** The form's fields. Times are `HH:mm` or empty; what does not belong to the chosen kind is left out when it is sent. */
export interface SourceValues {
  name: string;
  kind: ConversionSource['kind'];
  connectionId?: string | null;
  folder?: string;
  courtCode?: number | null;
  mapping: SourceMapping;
  targetKind: 'table' | 'folder';
  targetFolder?: string;
  table: Omit<TargetTable, 'kind'>;
  windowFrom?: string;
  windowTo?: string;
  ratePerMinute: number;
  enabled: boolean;
}

/** How the province-wide schema calls things: what a new source starts from. */
const MAPPING: SourceMapping = {
  table: 'efile',
  key: 'file_id',
  content: 'content',
  name: 'name',
  suffix: 'suffix',
  court: 'court_code',
  caseId: 'case_id',
  digest: 'sha256',
  size: 'byte_size',
  addedAt: 'created_at',
};
const TABLE: Omit<TargetTable, 'kind'> = {
  connectionId: null,
  table: 'efile_conversion',
  key: 'file_id',
  digest: 'source_sha256',
  status: 'status',
  content: 'content',
  format: 'format',
  pages: 'pages',
  notes: 'notes',
  convertedAt: 'converted_at',
};

export function valuesOf(source: ConversionSource | undefined): SourceValues {
  if (!source) {
    return {
      name: '',
      kind: 'folder',
      mapping: MAPPING,
      targetKind: 'folder',
      table: TABLE,
      ratePerMinute: 0,
      enabled: true,
    };
  }
  const { target } = source;
  return {
    name: source.name,
    kind: source.kind,
    connectionId: source.connectionId,
    folder: source.folder,
    courtCode: source.courtCode,
    mapping: source.mapping ?? MAPPING,
    targetKind: target.kind,
    targetFolder: target.kind === 'folder' ? target.folder : '',
    table: target.kind === 'table' ? target : TABLE,
    windowFrom: source.window?.from ?? '',
    windowTo: source.window?.to ?? '',
    ratePerMinute: source.ratePerMinute,
    enabled: source.enabled,
  };
}

export function inputOf(values: SourceValues, source: ConversionSource | undefined): ConversionSourceInput {
  const { windowFrom, windowTo } = values;
  return {
    ...(source ? { id: source.id } : {}),
    name: values.name,
    kind: values.kind,
    connectionId: values.kind === 'database' ? (values.connectionId ?? null) : null,
    folder: values.kind === 'folder' ? (values.folder ?? '') : '',
    courtCode: values.courtCode ?? null,
    mapping: values.kind === 'folder' ? null : values.mapping,
    target:
      values.targetKind === 'folder'
        ? { kind: 'folder', folder: values.targetFolder ?? '' }
        : { ...values.table, connectionId: values.table.connectionId ?? null, kind: 'table' },
    window: windowFrom && windowTo ? { from: windowFrom, to: windowTo } : null,
    ratePerMinute: values.ratePerMinute ?? 0,
    enabled: values.enabled,
  };
}
