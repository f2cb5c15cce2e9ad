import type { ReactNode } from 'react';

export interface PdfPreviewProps {
  data: Uint8Array;
  /** Of the saved file, with `.pdf`. */
  fileName: string;
  /** Called before printing or saving: the core records it. Rejects → nothing is printed or saved. */
  onLeave?: (how: 'print' | 'save') => Promise<unknown>;
  /** Controls left of the viewer's own. */
  toolbar?: ReactNode;
}
