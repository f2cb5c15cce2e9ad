import type { RtfDocument } from './rtf.ts';

/** What a cell of the data centre may hold when it is written. */
export type Cell = string | number | Buffer | null;
export type Row = Record<string, Cell>;

/** `court_case`. */
export interface CaseRow extends Row {
  case_id: string;
  case_number: string | null;
  court_code: number | null;
  case_type: string | null;
  exchange_code: string | null;
  received_date: string | null;
  filed_date: string | null;
  closed_date: string | null;
  status: number;
  filing_cause: string | null;
  closing_cause: string | null;
  closing_way: string | null;
  procedure: string | null;
  source: string | null;
  judge_id: string | null;
  tribunal: string | null;
  claim_amount: number | null;
  closing_amount: number | null;
  has_document: number | null;
  no_document_reason: string | null;
  original_case_number: string | null;
  original_court: string | null;
  enforcement_basis: string | null;
  enforcement_basis_kind: string | null;
  enforced_amount: number | null;
  legal_days: number | null;
  actual_days: number | null;
  effective_date: string | null;
  archived_date: string | null;
  appeal_transferred_date: string | null;
  closing_reported_at: string | null;
  created_at: string | null;
  updated_at: string | null;
}

/** `case_party`. */
export interface PartyRow extends Row {
  party_id: string;
  case_id: string;
  litigation_status: string | null;
  party_type: string | null;
  name: string | null;
  sex: string | null;
  birth_date: string | null;
  id_kind: string | null;
  id_number: string | null;
  credit_code: string | null;
  organisation_code: string | null;
  legal_representative: string | null;
  phone: string | null;
  address: string | null;
  district_code: string | null;
}

/** `case_document`. */
export interface DocumentRow extends Row {
  document_id: string;
  case_id: string;
  kind: string | null;
  title: string | null;
  format: string | null;
  made_date: string | null;
  content: string | null;
}

/** `bankruptcy_case`. */
export interface BankruptcyRow extends Row {
  case_id: string;
  kind: string;
  petition_matter: string | null;
  applicant_kind: string | null;
  petition_received_date: string | null;
  filing_approved_date: string | null;
  accepted_date: string | null;
  administrator_date: string | null;
  first_meeting_date: string | null;
  declared_date: string | null;
  ended_date: string | null;
  stage: string | null;
  end_reason: string | null;
  received_at: string | null;
}

/** A case with everything that hangs on it, before it is written. */
export interface CaseBundle {
  case: CaseRow;
  parties: PartyRow[];
  hearings: Row[];
  deductions: Row[];
  extensions: Row[];
  documents: DocumentRow[];
  bankruptcy: BankruptcyRow | null;
  bankruptcyUplinks: Row[];
}

/** One entry of the ground truth: a rule and what breaks it. */
export interface Truth {
  rule: string;
  caseId?: string;
  [detail: string]: string | number | boolean | null | undefined;
}

export interface EfileTruth {
  fileId: string;
  caseId: string;
  /** `rtf-word` … `rtf-raw`, `pdf`, `jpg`, or what is broken: `zero-bytes`, `truncated-rtf`, `wrong-suffix-pdf` … */
  kind: string;
  /** What a converter must do: make a PDF, make one with doubts, refuse, or leave alone. */
  expect: 'convert' | 'doubt' | 'refuse' | 'leave';
  document?: RtfDocument;
}

export interface CasefileRows {
  catalogues: Row[];
  files: EfileRow[];
  uplinks: Row[];
  truths: Truth[];
  efiles: EfileTruth[];
}

export interface EfileRow extends Row {
  file_id: string;
  case_id: string;
  court_code: number;
  sequence: number | null;
  name: string | null;
  suffix: string;
  file_mark: string | null;
  content: Buffer;
}
