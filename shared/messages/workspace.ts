export const workspaceMessages = {
  exists: '这个文件夹已经是一个工作区，没有改动它。请换一个空文件夹。',
  notEmpty: '这个文件夹里已有别的文件，没有改动它。请换一个空文件夹。',
  folderMissing:
    '工作区文件夹不存在。请检查“--workspace”给的路径，或用“ops demo create --dir 文件夹”新建一个演示工作区。',
  notWorkspace:
    '这个文件夹不是工作区（没有 workspace.json）。请换成正确的文件夹，或用“ops demo create --dir 文件夹”新建一个演示工作区。',
  configDamaged:
    '工作区配置 workspace.json 写了一半或已损坏，不是有效的 JSON。请从备份还原这一个文件；日志库没有受影响。',
  configField: (field: string) =>
    `工作区配置 workspace.json 的“${field}”一项缺失或格式不对。请从备份还原这一个文件；日志库没有受影响。`,
  fromFuture: '工作区由更新版本的程序建立。请先升级本程序再打开；没有改动任何内容。',
  keyMissing: '工作区密钥文件 workspace.key 不见了，已保存的连接密码无法解开。请从备份还原该文件。',
  keyDamaged: '工作区密钥文件 workspace.key 已损坏。请从备份还原该文件；日志内容没有受影响。',
  housekeeper: '自动维护',
  noFolder: '要写入的文件夹不存在。请先建好文件夹，或换一个位置。',
  notAFile: '这个名称是文件夹、设备或链接，不能写成文件。请换一个文件名。',
  backupTitle: '备份日志库和附件',
  backupMissing: '找不到要还原的备份文件。请检查“--from”给的路径；日志库没有改动。',
  backupDamaged: '备份文件已损坏或不是本程序的日志库，没有使用它。请换一份备份；日志库没有改动。',
  backupListDamaged:
    '备份的附件清单（.files.json）已损坏，没有还原。请换一份备份；只还原日志库可加“--log-only”。工作区没有改动。',
  backupFilesDamaged: (count: number, paths: readonly string[]) =>
    `备份里有 ${count} 个附件缺失或已损坏（${paths.join('、')}${count > paths.length ? ' 等' : ''}），没有还原。请换一份备份；只还原日志库可加“--log-only”。工作区没有改动。`,
  backupFromFuture: '备份由更新版本的程序写成。请先升级本程序；日志库没有改动。',
  inUse: '工作区正被另一个程序（窗口或定时任务）使用，没有还原。请先关闭它们再重试。',
  closed: '工作区正在关闭，操作没有执行。请重新打开后再试。',
  secretUnreadable: '已保存的密码解不开：工作区密钥与保存时不同。请在“数据中心”页重新填写该连接的密码。',
};
