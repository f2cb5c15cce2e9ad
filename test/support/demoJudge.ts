import Database from 'better-sqlite3';
import {
  caseType,
  causeNamed,
  charges,
  codes,
  courtByCode,
  courtMarks,
  districts,
  typeMarks,
} from '../../electron/core/reference/reference.ts';
import { parseCaseNumber } from '../../shared/domain/caseNumber.ts';
import { judgeCreditCode } from '../../shared/domain/creditCode.ts';
import { idCheckDigit, judgeIdNumber } from '../../shared/domain/idNumber.ts';
import { judgeOrganisationCode } from '../../shared/domain/organisationCode.ts';

type Row = Record<string, string | number | null>;
const DAY = 86_400_000;
const CLOSING_CLASSES: Record<string, string> = {
  '0301': '03223',
  '0302': '03317',
  '0201': '02223',
  '0202': '02320',
  '0401': '04215',
  '1002': '05080',
  '1003': '05082',
  '1112': '03620',
  '1113': '03622',
  '1114': '03624',
};
const CLOSING_RULES: Record<string, string> = {
  '0301': 'DM001',
  '0302': 'DM002',
  '0201': 'DM003',
  '0202': 'DM004',
  '0401': 'DM005',
  '1002': 'DM006',
  '1003': 'DM007',
  '1112': 'DM008',
  '1113': 'DM008',
  '1114': 'DM008',
};
const STATUS_CLASSES = [
  '03207',
  '03313',
  '03405',
  '03503',
  '02218',
  '02301',
  '04210',
  '04311',
  '05036',
  '06306',
];
const statuses = new Set(STATUS_CLASSES.flatMap((name) => codes(name).map((code) => code.code)));
const has = (name: string, code: unknown) => codes(name).some((entry) => entry.code === code);
const days = (day: unknown) => Date.parse(`${String(day).slice(0, 10)}T00:00:00Z`) / DAY;
const chargeNames = new Set(charges().map((charge) => charge.name));

/** A plain, slow reading of the rules on cases, written apart from the generator: `RULE caseId` of everything it finds. */
export function judgeDemo(file: string, now: string): Set<string> {
  const database = new Database(file, { readonly: true });
  const all = (table: string) => database.prepare(`SELECT * FROM ${table}`).all() as Row[];
  const by = (rows: Row[]) => Map.groupBy(rows, (row) => String(row.case_id));
  const today = days(now);
  const found = new Set<string>();
  const cases = all('court_case');
  const [parties, hearings, deductions, extensions, documents] = [
    'case_party',
    'case_hearing',
    'case_deduction',
    'case_extension',
    'case_document',
  ].map((table) => by(all(table)));
  const bankruptcies = new Map(all('bankruptcy_case').map((row) => [String(row.case_id), row]));
  const uplinks = by(all('bankruptcy_uplink'));
  const staff = new Map(all('court_staff').map((row) => [row.staff_id, row]));
  const byNumber = Map.groupBy(
    cases.filter((row) => row.case_number !== null),
    (row) => String(row.case_number),
  );
  const originals = new Map(
    cases.filter((row) => row.original_case_number).map((row) => [String(row.original_case_number), row]),
  );

  for (const row of cases) {
    const id = String(row.case_id);
    const flag = (rule: string, bad: unknown) => {
      if (bad) found.add(`${rule} ${id}`);
    };
    const people = parties?.get(id) ?? [];
    judgePresence(row, people, flag);
    judgeNumber(row, byNumber, now, flag);
    judgeCodes(row, people, deductions?.get(id) ?? [], flag);
    judgeDates(row, today, hearings?.get(id) ?? [], flag);
    judgeTerm(row, deductions?.get(id) ?? [], extensions?.get(id) ?? [], flag);
    for (const party of people) judgeParty(party, row, flag);
    judgePeople(people, flag);
    judgeAmounts(row, flag);
    for (const document of documents?.get(id) ?? []) judgeDocument(document, row, flag);
    const judge = staff.get(row.judge_id);
    flag('YZ020', row.judge_id !== null && judge?.active !== 1);
    const bankruptcy = bankruptcies.get(id);
    if (bankruptcy) judgeBankruptcy(bankruptcy, row, uplinks.get(id) ?? [], flag);
    flag(
      'LJ029',
      row.case_type === '1103' && row.closing_way === '09_03607-1' && !originals.has(String(row.case_number)),
    );
    if (row.case_type === '0302' && row.original_case_number !== null) {
      const original = byNumber.get(String(row.original_case_number))?.[0];
      flag('YZ010', !original || Number(original.status) < 800);
      flag('YZ011', original && days(row.appeal_transferred_date) < days(original.closed_date));
    }
    const follower = originals.get(String(row.case_number));
    flag('LJ021', row.closing_way === '09_03223-6' && follower?.case_type === '0302');
  }
  judgeFiles(database, cases, found);
  database.close();
  return found;
}

type Flag = (rule: string, bad: unknown) => void;

function judgePresence(row: Row, people: Row[], flag: Flag): void {
  const [filed, closed] = [Number(row.status) >= 300, Number(row.status) >= 800];
  const exchange = String(row.exchange_code);
  const civil = exchange.startsWith('2');
  flag('WZ002', row.case_number === null);
  flag('WZ003', row.court_code === null);
  flag('WZ004', row.case_type === null || !caseType(String(row.case_type)));
  flag('WZ005', row.received_date === null && row.filed_date === null);
  flag('WZ006', filed && row.filing_cause === null);
  flag('WZ007', closed && row.closed_date === null);
  flag('WZ008', closed && row.closing_way === null);
  flag('WZ009', closed && row.closing_cause === null);
  flag('WZ010', filed && (row.judge_id === null || row.tribunal === null));
  const sides = new Set(people.map((party) => party.litigation_status));
  flag(
    'WZ011',
    people.length === 0 ||
      (exchange === '21' && people.length === 1 && !sides.has('09_03207-2') && !sides.has('09_03207-88')),
  );
  flag('WZ011', exchange === '21' && !people.some((party) => party.litigation_status !== '09_03207-1'));
  flag('WZ012', filed && (civil || exchange.startsWith('3')) && row.procedure === null);
  flag('WZ013', row.source === null);
  flag(
    'WZ014',
    ['12', '22', '32'].includes(exchange) &&
      (row.original_case_number === null || row.original_court === null),
  );
  flag('WZ015', exchange === '51' && (row.enforcement_basis === null || row.enforcement_basis_kind === null));
  flag('WZ016', exchange === '51' && row.claim_amount === null);
  flag('WZ017', exchange === '21' && (row.claim_amount === null || Number(row.claim_amount) < 0));
  flag('WZ018', closed && exchange === '21' && row.closing_amount === null);
  flag('WZ019', closed && row.has_document === null);
  flag('WZ020', closed && row.has_document === 0 && row.no_document_reason === null);
}

function judgeNumber(row: Row, byNumber: Map<string, Row[]>, now: string, flag: Flag): void {
  const id = String(row.case_id);
  flag('GF006', !/^\d{15}$|^\d{18}$/.test(id));
  flag('GF007', row.court_code !== null && id.slice(0, 4) !== String(row.court_code));
  if (row.case_number === null) return;
  const text = String(row.case_number);
  const number = parseCaseNumber(text);
  flag('GF001', !/^（\d{4}）.+[^\d][1-9]\d*号(之[一二三四五六七八九十]+)?$/u.test(text));
  const twice = (byNumber.get(text)?.length ?? 0) > 1;
  flag('YZ004', twice);
  flag('GF005', twice || number?.sequence.startsWith('0'));
  if (!number || number.sequence.startsWith('0')) return;
  const received = String(row.received_date ?? '').slice(0, 4);
  flag('GF002', !courtMarks().has(number.courtMark));
  flag('GF003', !typeMarks().has(number.typeMark));
  flag(
    'GF004',
    number.year > Number(now.slice(0, 4)) || (received !== '' && number.year !== Number(received)),
  );
  flag('YZ003', received !== '' && number.year !== Number(received));
  const court = courtByCode(Number(row.court_code));
  flag('YZ001', court && courtMarks().has(number.courtMark) && court.mark !== number.courtMark);
  flag('YZ002', row.case_type !== null && caseType(String(row.case_type))?.mark !== number.typeMark);
}

function judgeCodes(row: Row, people: Row[], deductions: Row[], flag: Flag): void {
  const type = String(row.case_type);
  const name = CLOSING_CLASSES[type];
  if (name) flag(CLOSING_RULES[type] ?? '', row.closing_way !== null && !has(name, row.closing_way));
  flag(
    'DM009',
    people.some((party) => !has('01001', party.party_type)),
  );
  flag(
    'DM010',
    people.some((party) => !statuses.has(String(party.litigation_status))),
  );
  flag(
    'DM011',
    people.some((party) => party.id_kind !== null && !has('00015', party.id_kind)),
  );
  flag('DM012', row.procedure !== null && !has('03201', row.procedure) && !has('02206', row.procedure));
  flag(
    'DM013',
    deductions.some((entry) => !has('01049', entry.kind)),
  );
  if (row.filing_cause === null) return;
  const civil = ['21', '22', '24', '25', '2B', '51', '61', '82'].includes(String(row.exchange_code));
  const cause = causeNamed(String(row.filing_cause));
  flag('DM014', civil && !cause);
  flag('DM015', civil && cause && !cause.leaf);
  flag('DM016', String(row.exchange_code).startsWith('1') && !chargeNames.has(String(row.filing_cause)));
}

function judgeDates(row: Row, today: number, hearings: Row[], flag: Flag): void {
  const [received, filed, closed] = [days(row.received_date), days(row.filed_date), days(row.closed_date)];
  const open = Number(row.status) < 800;
  for (const column of [
    'received_date',
    'filed_date',
    'closed_date',
    'effective_date',
    'archived_date',
    'appeal_transferred_date',
  ]) {
    if (row[column] !== null) flag('GF008', days(row[column]) > today || days(row[column]) < -7397);
  }
  flag('LJ001', row.received_date !== null && filed < received);
  flag('LJ002', closed < filed);
  flag(
    'LJ003',
    days(row.effective_date) < closed ||
      days(row.archived_date) < closed ||
      days(row.closing_reported_at) < closed,
  );
  flag('LJ004', closed > today);
  for (const hearing of hearings) {
    const at = days(hearing.hearing_time);
    flag('WZ030', hearing.hearing_time === null || hearing.courtroom === null);
    flag('LJ005', at < filed || at > closed);
  }
  flag('LJ006', open ? row.closed_date !== null || row.closing_way !== null : row.closed_date === null);
  flag('LJ018', open && today - filed > 366);
  flag('JS005', !open && days(row.closing_reported_at) - closed > 3);
  flag('JS006', days(row.created_at) - received > 7);
  flag('JS010', open && today - days(row.updated_at) > 184);
}

function judgeTerm(row: Row, deductions: Row[], extensions: Row[], flag: Flag): void {
  const worked = days(row.closed_date) - days(row.filed_date);
  const deducted = deductions.reduce((sum, entry) => sum + Number(entry.days), 0);
  const extended = extensions.reduce((sum, entry) => sum + Number(entry.days), 0);
  const over = (limit: number) => worked - deducted > limit + extended;
  const procedure = row.procedure;
  if (row.case_type === '0301') {
    flag('LJ007', procedure === '09_03201-1' && over(92));
    flag('LJ008', procedure === '09_03201-2' && over(184));
    flag('LJ009', procedure === '09_03201-3' && over(62));
  }
  const ruling = !['09_03317-1', '09_03317-3', '09_03317-5'].includes(String(row.closing_way));
  flag('LJ010', row.case_type === '0302' && over(ruling ? 30 : 92));
  flag(
    'LJ011',
    row.case_type === '0201' && over(procedure === '09_02206-2' ? 62 : procedure === '09_02206-3' ? 10 : 20),
  );
  flag('LJ012', row.case_type === '0401' && over(procedure === '09_03201-1' ? 45 : 184));
  flag('LJ013', (row.case_type === '1002' || row.case_type === '1003') && over(184));
  flag('LJ014', row.case_type === '0224' && over(31));
  flag(
    'LJ015',
    extensions.some(
      (entry) => entry.approved_by === null || String(entry.approved_date) > String(entry.original_due_date),
    ),
  );
  const sorted = deductions.toSorted((a, b) => String(a.from_date).localeCompare(String(b.from_date)));
  flag(
    'LJ016',
    sorted.some(
      (entry, place) =>
        String(entry.from_date) > String(entry.to_date) ||
        (place > 0 && String(entry.from_date) < String(sorted[place - 1]?.to_date)),
    ),
  );
  flag('LJ016', deducted > worked && deductions.length > 0);
  flag('LJ017', row.actual_days !== null && Math.abs(Number(row.actual_days) - (worked - deducted)) > 1);
}

function judgeParty(party: Row, row: Row, flag: Flag): void {
  const natural = party.party_type === '09_01001-1';
  flag('WZ021', natural && [party.name, party.sex, party.id_kind, party.id_number].includes(null));
  flag(
    'WZ022',
    party.party_type === '09_01001-2' &&
      [party.name, party.credit_code, party.legal_representative].includes(null),
  );
  if (party.id_kind === '09_00015-1' && party.id_number !== null) {
    const id = String(party.id_number);
    const verdict = judgeIdNumber(id);
    if (/^\d{15}$/.test(id)) flag('GF013', true);
    else flag('GF010', !verdict.ok || idCheckDigit(id) !== id[17] || !districts().has(id.slice(0, 6)));
    if (verdict.ok && verdict.form === 'current') {
      flag('GF011', verdict.birthDate !== party.birth_date);
      flag('GF012', party.sex !== null && (verdict.sex === '男' ? '09_00003-1' : '09_00003-2') !== party.sex);
    }
  }
  if (party.credit_code !== null) flag('GF014', !judgeCreditCode(String(party.credit_code)).ok);
  if (party.organisation_code !== null)
    flag('GF015', !judgeOrganisationCode(String(party.organisation_code)).ok);
  flag('GF016', !/^1[3-9]\d{9}$|^0\d{2,3}-\d{7,8}$/.test(String(party.phone)));
  flag('GF017', !districts().has(String(party.district_code)));
  flag('GF018', /测试|某某|××|\d{3}|^\s|\s$|　/.test(String(party.name)));
  flag('LJ022', String(row.exchange_code) === '11' && days(party.birth_date) >= days(row.filed_date));
}

function judgePeople(people: Row[], flag: Flag): void {
  for (const [place, party] of people.entries()) {
    for (const other of people.slice(place + 1)) {
      if (party.id_number === null || party.id_number !== other.id_number) continue;
      flag(party.name === other.name ? 'LJ030' : 'LJ031', true);
    }
  }
}

function judgeAmounts(row: Row, flag: Flag): void {
  const [claim, closing] = [Number(row.claim_amount), Number(row.closing_amount)];
  flag('GF009', claim < 0 || claim > 1e11 || closing < 0 || closing > 1e11);
  if (row.case_type === '0301' && row.closing_amount !== null && row.claim_amount !== null) {
    flag('LJ019', closing > claim * 1.5 || (row.closing_way === '09_03223-6' && closing === 0));
  }
  flag('LJ020', row.procedure === '09_03201-3' && claim > 60_000);
  flag(
    'LJ025',
    ['09_05080-3', '09_05080-10', '09_05082-1'].includes(String(row.closing_way)) &&
      row.claim_amount !== null &&
      Number(row.enforced_amount) < claim * 0.99,
  );
}

function judgeDocument(document: Row, row: Row, flag: Flag): void {
  const text = String(document.content ?? '');
  const court = courtByCode(Number(row.court_code))?.name;
  flag('GF025', !['html', 'htm', 'txt'].includes(String(document.format)));
  flag('JZ001', text === '' || /×××/.test(text));
  flag('JZ002', text === '');
  if (text === '') return;
  if (row.case_number !== null) flag('YZ006', !text.includes(String(row.case_number)));
  if (court) flag('YZ007', !text.includes(court));
  flag('YZ008', /笔录/.test(text.split('\n')[1] ?? ''));
  flag('YZ009', row.closing_way === '09_03223-6' && document.kind !== '调解书');
}

function judgeBankruptcy(bankruptcy: Row, row: Row, uplinks: Row[], flag: Flag): void {
  flag('WZ023', bankruptcy.petition_matter === null || bankruptcy.applicant_kind === null);
  flag('WZ024', bankruptcy.petition_received_date === null || bankruptcy.filing_approved_date === null);
  flag('WZ025', bankruptcy.stage === null);
  const chain = [
    'petition_received_date',
    'accepted_date',
    'administrator_date',
    'first_meeting_date',
    'declared_date',
    'ended_date',
  ]
    .map((column) => bankruptcy[column])
    .filter((day) => day !== null && day !== undefined);
  flag(
    'LJ026',
    chain.some((day, place) => place > 0 && String(day) < String(chain[place - 1])),
  );
  const ended = ['09_03620-4', '09_03622-4', '09_03624-4'].includes(String(row.closing_way));
  flag('LJ027', ended && bankruptcy.end_reason === null);
  flag(
    'LJ028',
    row.closing_way === '09_03622-5' && (bankruptcy.end_reason === null || bankruptcy.declared_date === null),
  );
  flag('YZ016', uplinks.length === 0);
}

const ALLOWED = new Set([
  'pdf',
  'doc',
  'docx',
  'tif',
  'tiff',
  'wps',
  'jpg',
  'jpeg',
  'bmp',
  'png',
  'txt',
  'htm',
  'html',
]);

function judgeFiles(database: Database.Database, cases: Row[], found: Set<string>): void {
  const ids = new Set(cases.map((row) => row.case_id));
  const hashes = new Set<string>();
  const files = database.prepare('SELECT * FROM efile ORDER BY file_id').all() as (Row & {
    content: Buffer;
  })[];
  for (const file of files) {
    const flag: Flag = (rule, bad) => {
      if (bad) found.add(`${rule} ${file.case_id} ${file.file_id}`);
    };
    flag('GF019', !ALLOWED.has(String(file.suffix)));
    flag('JZ005', file.suffix === 'rtf');
    flag('WZ028', [file.sequence, file.name, file.main_volume, file.file_mark].includes(null));
    const mark = Buffer.from(`stwj_${file.case_id}_${file.sequence}`).toString('base64');
    flag('GF020', file.file_mark !== null && file.file_mark !== mark);
    flag('YZ017', !ids.has(file.case_id ?? ''));
    flag('JZ007', file.main_volume === 1 && /合议/.test(String(file.name)));
    const key = `${file.case_id} ${file.sha256}`;
    flag('JZ004', hashes.has(key));
    hashes.add(key);
    flag('JZ003', isBroken(String(file.suffix), file.content));
  }
  const catalogues = Map.groupBy(
    database.prepare('SELECT * FROM efile_catalogue ORDER BY catalogue_id').all() as Row[],
    (row) => row.case_id,
  );
  for (const [id, rows] of catalogues) {
    if (rows.some((row) => [row.name, row.sequence, row.main_volume].includes(null)))
      found.add(`WZ027 ${id}`);
    if (rows.length < 4) found.add(`JZ006 ${id}`);
    const overlap = rows.some(
      (row, place) => place > 0 && Number(row.page_from) <= Number(rows[place - 1]?.page_to),
    );
    if (overlap) found.add(`YZ018 ${id}`);
  }
}

function isBroken(suffix: string, content: Buffer): boolean {
  const text = content.toString('latin1');
  if (content.length === 0) return true;
  if (suffix === 'pdf') return !text.startsWith('%PDF') || text.includes('/Encrypt');
  if (suffix === 'rtf') return !text.startsWith('{\\rtf') || !text.endsWith('}');
  return false;
}
