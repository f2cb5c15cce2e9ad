import { Button } from 'antd';
import { useEffect } from 'react';
import { useNavigate, useRouteError } from 'react-router';
import { componentMessages } from '../../shared/messages/components.ts';
import { shellMessages } from '../../shared/messages/shell.ts';
import { Empty, Page } from '../components/Page.tsx';
import { toErrorData } from '../rpc/errors.ts';

/** Shown in place of a page that threw while rendering or whose code could not be loaded; the frame stays. */
export function PageError() {
  const error = useRouteError();
  const words = componentMessages.error;
  useEffect(() => console.error(error), [error]);
  const data = toErrorData(error);
  return (
    <Page
      title={words.crashed}
      says={words.crashedHint}
      error={data}
      primary={
        <Button type="primary" onClick={() => location.reload()}>
          {words.reopen}
        </Button>
      }
    >
      {null}
    </Page>
  );
}

/** An address no page has. */
export function MissingPage() {
  const navigate = useNavigate();
  const words = shellMessages.missing;
  return (
    <Page title={words.title}>
      <Empty
        title={words.hint}
        action={
          <Button type="primary" onClick={() => navigate('/')}>
            {words.home}
          </Button>
        }
      />
    </Page>
  );
}
