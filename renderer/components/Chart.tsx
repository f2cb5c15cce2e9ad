import { Suspense } from 'react';
import type { ChartProps } from './chart/props.ts';
import { lazyPart } from './lazyPart.tsx';
import { Loading } from './Page.tsx';

export type { ChartOption, ChartProps } from './chart/props.ts';

/** ECharts comes only with the first chart a person opens. */
const Canvas = lazyPart<ChartProps>(() => import('./chart/ChartCanvas.tsx'));
export const loadChart = Canvas.load;

/** A chart in the console's theme, with a sentence as title, patterns for grey print, and export. */
export function Chart(props: ChartProps) {
  return (
    <Suspense
      fallback={
        <div style={{ height: props.height ?? 280 }}>
          <Loading />
        </div>
      }
    >
      <Canvas {...props} />
    </Suspense>
  );
}
