import { statfs } from 'node:fs/promises';
import { beijingStamp } from '../../../../shared/domain/time.ts';
import { checkMessages as words } from '../../../../shared/messages/inspection.ts';
import { verifyAudit } from '../../audit/audit.ts';
import { checkLogIntegrity } from '../../log/integrity.ts';
import { filesInBackup, listBackups } from '../../workspace/backup.ts';
import type { Check } from './check.ts';
import { bytes, hoursBetween, percent, shortStamp } from './text.ts';

/** Room left on the disk of the workspace, in GB. */
export const diskFree: Check = async ({ core }) => {
  const disk = await statfs(core.workspace.dir);
  const [free, total] = [disk.bavail * disk.bsize, disk.blocks * disk.bsize];
  return {
    value: `${bytes(free)}（${percent(free, total)} %）`,
    number: Math.round((free / 1024 ** 3) * 10) / 10,
    remark: '',
  };
};

/** SQLite's own check of the log, and the chain of audit entries. */
export const logIntegrity: Check = async ({ core }) => {
  const damage = await checkLogIntegrity(core.log);
  if (damage !== null) return { value: '损坏', level: 'fault', remark: damage };
  const { entries, brokenAt } = await verifyAudit(core);
  if (brokenAt !== null) {
    return {
      value: '审计链断开',
      level: 'fault',
      remark: `第 ${brokenAt} 条审计记录被改动。请保留现场并联系二线专家。`,
    };
  }
  return { value: `ok（审计 ${entries} 条）` };
};

/** Age of the newest copy of the log, in hours, and the files that are in it. */
export const logBackup: Check = async ({ core }) => {
  const latest = listBackups(core.workspace)[0];
  if (!latest) return { value: words.none, level: 'warning', remark: words.noBackup };
  const stamp = beijingStamp(latest.at);
  const files = filesInBackup(latest);
  const covered = files ? words.backupFiles(files.count, bytes(files.bytes)) : words.backupWithoutFiles;
  const reading = {
    value: `${shortStamp(stamp)}（${bytes(latest.bytes)}，${covered}）`,
    number: hoursBetween(stamp, beijingStamp(core.now())),
  };
  if (files && files.pending === 0) return reading;
  const remark = files ? words.backupPending(files.pending) : words.backupUncovered;
  return { ...reading, level: 'warning', remark };
};
