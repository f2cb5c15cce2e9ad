export { type CsvValue, toCsv } from '../../shared/domain/csv.ts';
