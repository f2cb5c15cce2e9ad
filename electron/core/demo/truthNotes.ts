/** How the ground truth reads the rules where their words leave room; a check that reads likewise finds exactly its entries. */
export const CONVENTIONS: readonly string[] = [
  'One entry per rule and offending case, person, file or package; implied rules have entries of their own. `defect` names what was done.',
  'Rules on form, code, consistency and logic judge only values that are there; what is missing belongs to the WZ rules alone.',
  'Closed means status >= 800, filed means status >= 300, open means status < 800.',
  'A number that has not the shape of GF001 is not taken apart by GF002-GF005, YZ001-YZ003; a leading zero breaks GF005 and GF001.',
  'An unknown court mark breaks GF002 (to verify) and not YZ001; an unknown type mark breaks GF003 and YZ002.',
  'A 15-digit identity number breaks GF013 only; GF010-GF012 judge numbers of 18 characters of id_kind 09_00015-1.',
  'A doubled case number is listed for both cases, under YZ004 and GF005.',
  'LJ007-LJ014 judge closed cases: closed - filed - deducted days against the term plus approved extension days; LJ010 takes 30 days for rulings. Injected ones exceed the longest term with every extension.',
  'legal_days is the term by the calendar from the filing date plus extension days; actual_days is closed - filed - deducted days.',
  'LJ018 counts open cases filed more than 12 months ago. JS010 counts open cases not updated for more than 6 months.',
  'DM014: the causes used stand both in the rule of 2020 and in that of 2026; injected ones stand in neither.',
  'GF019 and JZ005 hold for every file with the suffix rtf while it has no conversion.',
  'Text digests: SHA-256 of the UTF-8 body text without any white space (ECMAScript \\s); header, footer and page numbers are not in it.',
  'YZ014 has an entry where the reliability of a court-day is below 99 %.',
  'The three sample rules on packages (GF022, GF023, YZ013) and JS001-JS004 have court and day instead of a case.',
];

/** Rules without injected defects, and why. */
export const NOT_INJECTED: Readonly<Record<string, string>> = {
  WZ001: 'case_id is the primary key',
  WZ026:
    'derived: the casefile XML takes these from court_case, whose own WZ rules apply; no casefile case lacks them',
  WZ029: 'names of courts and staff cannot be null',
  WZ031: 'no table for the process sheet',
  WZ032: 'no table for the process sheet',
  GF021: 'XML names are made when a case file is packed',
  YZ005: 'case_id is the primary key',
  YZ012: 'an identity of sums over all cases, which holds by counting',
  YZ019: 'package and receipt are one row',
  LJ023: 'no columns for the sentence',
  LJ024: 'no columns for the enforcement inquiry',
  LJ032: 'a counting rule',
  JS007: 'no number of days is set',
  JS008: 'the uploads of the demo run every day',
  JZ008: 'files are stored in the database, not by path',
  JZ010: 'concerns data given outside',
};
