import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { notifySystem } from '../../app/systemNotice.ts';
import { useOutlook } from './outlook.ts';

/** Tells, by the operating system, of a duty to begin, a hand-over or a request that waits: each once in a window. */
export default function DutyNotices() {
  const navigate = useNavigate();
  const told = useRef(new Set<string>());
  const { data } = useOutlook();
  useEffect(() => {
    for (const { kind, text, acts } of data?.reminders ?? []) {
      if (!acts || told.current.has(text)) continue;
      told.current.add(text);
      notifySystem({ tag: kind, title: text, open: () => void navigate('/duty') });
    }
  }, [data, navigate]);
  return null;
}
