import { describe, expect, it } from 'vitest';
import { maskCell, maskContent, maskKnown, sensitiveColumn } from './masking.ts';

describe('by name', () => {
  it.each([
    ['id_number', 'idNumber'],
    ['身份证号码', 'idNumber'],
    ['sfzh', 'idNumber'],
    ['phone', 'phone'],
    ['contact_phone', 'phone'],
    ['联系电话', 'phone'],
    ['address', 'address'],
    ['home_address_2', 'address'],
    ['住址', 'address'],
    ['bank_account', 'account'],
  ])('%s holds %s', (name, kind) => expect(sensitiveColumn(name)).toBe(kind));
  it.each(['case_id', 'case_number', 'court_code', 'name', 'telegraph', 'addressee_count', 'identifier'])(
    '%s holds none',
    (name) => expect(sensitiveColumn(name)).toBeUndefined(),
  );
});

describe('by content', () => {
  it.each([
    ['510107199003071234', '510107********1234'],
    ['被告人张三，身份证号51010719900307123X，住所', '被告人张三，身份证号510107********123X，住所'],
    ['13812345678', '138****5678'],
    ['+86 13812345678', '+86 138****5678'],
    ['联系 138-1234-5678 或 028-86543210', '联系 138****-5678 或 028-****3210'],
    ['四川省成都市武侯区科华北路65号', '四川省****'],
    ['住成都市武侯区桂溪街道天府大道三段199号2栋1单元501室', '住成都市****'],
  ])('%s', (text, masked) => expect(maskContent(text)).toBe(masked));
  it.each([
    '（2026）川0107民初12号',
    '成都市武侯区人民法院（2026）川0107民初138号',
    '300100000000001',
    '成都市中级人民法院',
    '2026-11-20 08:47:05',
    '13800',
    '110000138123456780001',
    '91510100MA61XXXX0T',
  ])('leaves %s', (text) => expect(maskContent(text)).toBe(text));
});

it('hides what a sensitive column holds, whatever it looks like', () => {
  expect(maskKnown('phone', 13812345678)).toBe('138****5678');
  expect(maskKnown('phone', '86543210')).toBe('865****3210');
  expect(maskKnown('idNumber', '510107900307123')).toBe('510107*****7123');
  expect(maskKnown('idNumber', '川A123')).toBe('****');
  expect(maskKnown('address', '武侯区人民南路')).toBe('武侯区****');
  expect(maskKnown('address', '一个地方')).toBe('一个地****');
  expect(maskKnown('address', ' ')).toBe('');
});

it('leaves numbers, bytes and nothing alone unless the column is known', () => {
  expect(maskCell(13812345678, undefined)).toBe(13812345678);
  expect(maskCell(null, 'phone')).toBeNull();
  const bytes = new Uint8Array(3);
  expect(maskCell(bytes, 'idNumber')).toBe(bytes);
});
