import type { LogMigration } from '../../electron/core/log/migrate.ts';
import { up as foundation } from './0010_foundation.ts';
import { up as duty } from './0020_duty.ts';
import { up as datacenter } from './0030_datacenter.ts';
import { up as inspection } from './0040_inspection.ts';
import { up as conversion } from './0050_conversion.ts';
import { up as compare } from './0060_compare.ts';
import { up as health } from './0070_health.ts';
import { up as statistics } from './0080_statistics.ts';
import { up as changeorder } from './0090_changeorder.ts';
import { up as backupLibrary } from './0100_backup_library.ts';
import { up as dutyRoster } from './0110_duty_roster.ts';
import { up as servicedesk } from './0120_servicedesk.ts';
import { up as assignments } from './0130_assignments.ts';
import { up as staff } from './0140_staff.ts';
import { up as assessment } from './0150_assessment.ts';
import { up as deliverables } from './0160_deliverables.ts';
import { up as dataStandards } from './0170_data_standards.ts';
import { up as dutyConsent } from './0180_duty_consent.ts';
import { up as assessmentFiles } from './0190_assessment_files.ts';
import { up as inspectionThresholds } from './0200_inspection_thresholds.ts';
import { up as exportFiles } from './0240_export_files.ts';
import { up as standardWrites } from './0250_standard_writes.ts';

/** Every step of the log, in order. A landed step is never edited: a change of shape is a new number. */
export const migrations: readonly LogMigration[] = [
  { number: 10, name: 'foundation', up: foundation },
  { number: 20, name: 'duty', up: duty },
  { number: 30, name: 'datacenter', up: datacenter },
  { number: 40, name: 'inspection', up: inspection },
  { number: 50, name: 'conversion', up: conversion },
  { number: 60, name: 'compare', up: compare },
  { number: 70, name: 'health', up: health },
  { number: 80, name: 'statistics', up: statistics },
  { number: 90, name: 'changeorder', up: changeorder },
  { number: 100, name: 'backupLibrary', up: backupLibrary },
  { number: 110, name: 'dutyRoster', up: dutyRoster },
  { number: 120, name: 'servicedesk', up: servicedesk },
  { number: 130, name: 'assignments', up: assignments },
  { number: 140, name: 'staff', up: staff },
  { number: 150, name: 'assessment', up: assessment },
  { number: 160, name: 'deliverables', up: deliverables },
  { number: 170, name: 'dataStandards', up: dataStandards },
  { number: 180, name: 'dutyConsent', up: dutyConsent },
  { number: 190, name: 'assessmentFiles', up: assessmentFiles },
  { number: 200, name: 'inspectionThresholds', up: inspectionThresholds },
  { number: 240, name: 'exportFiles', up: exportFiles },
  { number: 250, name: 'standardWrites', up: standardWrites },
];
