const STORAGE_KEY = 'ops.systemNotices';

/** `absent`: the window knows none; `denied`: the browser was told no, only its own settings can take that back. */
export type NoticeState = 'absent' | 'denied' | 'off' | 'on';

/** Whether the operating system shows notices of this window. */
export function noticeState(): NoticeState {
  if (!('Notification' in window)) return 'absent';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' && localStorage.getItem(STORAGE_KEY) === 'on' ? 'on' : 'off';
}

/** Switches them on or off; only a click may ask for the permission. @returns how it stands then */
export async function switchNotices(on: boolean): Promise<NoticeState> {
  if (on && noticeState() !== 'absent') await Notification.requestPermission();
  localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
  return noticeState();
}

/**
 * Shows a notice of the operating system to who works in another window; a click on it leads back here. It may stand on a
 * locked screen: say what is due, not what it is about.
 * @param tag a later notice of the same tag takes its place
 */
export function notifySystem({ tag, title, open }: { tag: string; title: string; open: () => void }): void {
  if (noticeState() !== 'on' || document.hasFocus()) return;
  const notice = new Notification(title, { tag, lang: 'zh-CN' });
  notice.addEventListener('click', () => {
    window.focus();
    notice.close();
    open();
  });
}
