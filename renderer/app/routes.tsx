import { useEffect, useState } from 'react';
import { createHashRouter, Navigate, type RouteObject, RouterProvider } from 'react-router';
import { Loading } from '../components/Page.tsx';
import { useSession } from '../rpc/query.tsx';
import { MissingPage, PageError } from './PageError.tsx';
import { pageHome, pages } from './pages.tsx';
import { Shell } from './Shell.tsx';

const children: RouteObject[] = pages.map((page) => ({
  path: page.path,
  errorElement: <PageError />,
  lazy: async () => ({ Component: (await page.load()).default }),
}));

/** Without a page 今日 in the list the first page stands in for it. */
const first = pages[0];
if (first && !pages.some((page) => pageHome(page) === '/')) {
  children.push({ index: true, element: <Navigate to={pageHome(first)} replace /> });
}
children.push({ path: '*', element: <MissingPage /> });

/** The frame with its pages; a new one for every signed-in person, so that nothing of the former remains on screen. */
export function AppRouter() {
  const operatorId = useSession()?.operator.id;
  return <FramedRouter key={operatorId ?? ''} />;
}

function FramedRouter() {
  const [router] = useState(() =>
    createHashRouter([
      { element: <Shell />, errorElement: <PageError />, hydrateFallbackElement: <Loading />, children },
    ]),
  );
  useEffect(() => () => router.dispose(), [router]);
  return <RouterProvider router={router} />;
}
