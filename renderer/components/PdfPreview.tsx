import { lazy, Suspense } from 'react';
import { componentMessages } from '../../shared/messages/components.ts';
import { Empty, Loading } from './Page.tsx';
import type { PdfPreviewProps } from './pdf/props.ts';

export type { PdfPreviewProps } from './pdf/props.ts';

/** The PDF renderer comes only with the first PDF a person looks at. */
const Viewer = lazy(() => import('./pdf/PdfViewer.tsx'));

/** Shows, prints and saves a PDF held in memory. Drawn on canvases: no plug-in, the same in every window. */
export function PdfPreview({
  data,
  ...rest
}: Omit<PdfPreviewProps, 'data'> & { data: Uint8Array | undefined }) {
  if (!data) return <Empty title={componentMessages.pdf.nothing} />;
  return (
    <Suspense fallback={<Loading lines={6} />}>
      <Viewer data={data} {...rest} />
    </Suspense>
  );
}
