import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Article } from '../../../shared/contract/servicedeskKnowledge.ts';
import { serviceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { ArticleDrawer } from './ArticleForm.tsx';
import { showMoment } from './fields.tsx';
import { lookOf, stateName } from './look.ts';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages.article;

/** One article, its versions, and what can be done with it. */
export function ArticleDetail({ id }: { id: string }) {
  const read = useRead(
    ['servicedesk', 'article', id],
    ({ signal }) => client.servicedesk.articles.get({ id }, { signal }),
    { keepPrevious: false },
  );
  return (
    <Loaded read={read} lines={8}>
      {(article) => <Shown article={article} />}
    </Loaded>
  );
}

function Shown({ article }: { article: Article }) {
  const mayWork = useMayWork();
  const [editing, setEditing] = useState(false);
  const [version, setVersion] = useState<number>();
  const versions = useRead(['servicedesk', 'versions', article.id], ({ signal }) =>
    client.servicedesk.articles.versions({ id: article.id }, { signal }),
  );
  const set = useAct(
    (state: Article['state']) => client.servicedesk.articles.setState({ id: article.id, state }),
    { topics: ['servicedesk'] },
  );
  const former = versions.data?.find((each) => each.version === version);
  return (
    <>
      <div className={styles.head}>
        <span className={styles.headTitle}>{former?.title ?? article.title}</span>
        <StateTag state={lookOf(article.state)} text={stateName(article.state)} />
        <span className={styles.muted}>
          {words.kinds[article.kind]}　{serviceNames[article.service]}
        </span>
      </div>
      <div className={styles.acts}>
        {mayWork ? (
          <>
            {article.state === 'published' ? null : (
              <Button type="primary" loading={set.busy} onClick={() => void set.run('published')}>
                {words.publish}
              </Button>
            )}
            <Button onClick={() => setEditing(true)}>{servicedeskPageMessages.acts.modify}</Button>
            {article.state === 'published' ? (
              <Button loading={set.busy} onClick={() => void set.run('retired')}>
                {words.retire}
              </Button>
            ) : null}
          </>
        ) : null}
        <Select
          style={{ minWidth: 200 }}
          aria-label={words.versions(versions.data?.length ?? 1)}
          value={version ?? article.version}
          onChange={(chosen) => setVersion(chosen === article.version ? undefined : chosen)}
          options={(versions.data ?? []).map(({ version: each, by, at }) => ({
            value: each,
            label: `${words.version(each)}　${by} ${showMoment(at).slice(0, 10)}`,
          }))}
        />
      </div>
      <ErrorNote error={set.error} />
      {former?.note ? <p className={styles.muted}>{former.note}</p> : null}
      <div className={styles.body}>{former?.body ?? article.body}</div>
      <p className={styles.muted}>
        {article.author} <Instant value={article.changedAt} />
        {article.origin ? (
          <Link to={`/servicedesk/${article.origin}`}>　{words.from(article.origin)}</Link>
        ) : null}
      </p>
      <ArticleDrawer article={article} open={editing} onClose={() => setEditing(false)} />
    </>
  );
}
