import { Button, Input } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ArticleRow, SearchHit } from '../../../shared/contract/servicedeskKnowledge.ts';
import { ARTICLE_STATES } from '../../../shared/domain/servicedesk.ts';
import { serviceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { Empty, Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { ArticleDetail } from './ArticleDetail.tsx';
import { ArticleDrawer } from './ArticleForm.tsx';
import { lookOf, stateName } from './look.ts';
import styles from './Servicedesk.module.css';
import { Alone, SidePanel } from './SidePanel.tsx';

const words = servicedeskPageMessages.article;

const load = ({ offset, limit, filter }: TableQuery) => {
  const states = filter.state?.kind === 'choice' ? (filter.state.values as ArticleRow['state'][]) : undefined;
  const text = filter.title?.kind === 'text' ? filter.title.text : undefined;
  return client.servicedesk.articles.list({
    offset,
    limit,
    ...(states ? { states } : {}),
    ...(text ? { text } : {}),
  });
};

/** One search over articles, incidents and problems; without a word the list of articles. */
export function KnowledgeTab({ number }: { number: string | undefined }) {
  const navigate = useNavigate();
  const mayWork = useMayWork();
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const close = useCallback(() => void navigate('/servicedesk/article', { replace: true }), [navigate]);
  const wanted = text.trim();
  return (
    <div className={styles.fill}>
      <div className={styles.bar}>
        <Input
          allowClear
          style={{ maxWidth: 460 }}
          value={text}
          maxLength={60}
          aria-label={words.searchLabel}
          placeholder={words.searchPlaceholder}
          onChange={(event) => setText(event.target.value)}
        />
        <span className={styles.muted}>{words.searchLabel}</span>
        <span className={styles.grow} />
        {mayWork ? (
          <Button onClick={() => setAdding(true)}>{servicedeskPageMessages.add.article}</Button>
        ) : null}
      </div>
      <div className={styles.split}>
        {wanted ? <Hits text={wanted} number={number} /> : <Articles clear={number ? close : undefined} />}
        {number ? <Side number={number} onClose={close} /> : null}
      </div>
      <ArticleDrawer
        article={undefined}
        open={adding}
        onClose={() => setAdding(false)}
        onSaved={(article) => void navigate(`/servicedesk/${article.number}`)}
      />
    </div>
  );
}

function Hits({ text, number }: { text: string; number: string | undefined }) {
  const navigate = useNavigate();
  const found = useRead(['servicedesk', 'search', text], ({ signal }) =>
    client.servicedesk.articles.search({ text }, { signal }),
  );
  return (
    <div className={styles.fill}>
      <Loaded read={found} lines={5}>
        {({ hits, more }) =>
          hits.length === 0 ? (
            <Empty title={words.noHits(text)} hint={words.noHitsHint} />
          ) : (
            <>
              <span className={styles.muted}>{words.hits(hits.length, more)}</span>
              <ul className={styles.hits}>
                {hits.map((hit) => (
                  <li key={`${hit.kind} ${hit.id}`}>
                    <Hit
                      hit={hit}
                      wanted={text}
                      chosen={hit.number === number}
                      onOpen={() => void navigate(`/servicedesk/${hit.number}`)}
                    />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function Hit({
  hit,
  wanted,
  chosen,
  onOpen,
}: {
  hit: SearchHit;
  wanted: string;
  chosen: boolean;
  onOpen: () => void;
}) {
  return (
    <button type="button" className={styles.hit} aria-pressed={chosen} onClick={onOpen}>
      <span className={styles.hitHead}>
        <span className={styles.muted}>{servicedeskMessages.kinds[hit.kind]}</span>
        <span className={styles.number}>{hit.number}</span>
        <strong>
          <Marked text={hit.title} wanted={wanted} />
        </strong>
        <StateTag state={lookOf(hit.state)} text={stateName(hit.state)} plain />
      </span>
      <span className={styles.muted}>
        <Marked text={hit.excerpt} wanted={wanted} />
      </span>
    </button>
  );
}

/** A text with the words looked for marked in it. */
function Marked({ text, wanted }: { text: string; wanted: string }) {
  const parts = useMemo(() => {
    const escaped = wanted
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return escaped.length > 0 ? text.split(new RegExp(`(${escaped.join('|')})`, 'gi')) : [text];
  }, [text, wanted]);
  let at = 0;
  return parts.map((part, index) => {
    at += part.length;
    return index % 2 === 1 ? <mark key={at}>{part}</mark> : part;
  });
}

function Articles({ clear }: { clear: (() => void) | undefined }) {
  const columns = useMemo<TableColumn<ArticleRow>[]>(
    () => [
      {
        field: 'number',
        title: servicedeskPageMessages.columns.number,
        width: 104,
        render: ({ number }) => <span className={styles.number}>{number}</span>,
      },
      {
        field: 'state',
        title: servicedeskPageMessages.columns.state,
        width: 104,
        render: ({ state }) => <StateTag state={lookOf(state)} text={stateName(state)} plain />,
        choices: ARTICLE_STATES.map((value) => ({ value, label: stateName(value) })),
      },
      { field: 'title', title: words.title, flex: 2, minWidth: 200, filter: true },
      { field: 'kind', title: words.kind, width: 104, value: ({ kind }) => words.kinds[kind] ?? kind },
      {
        field: 'service',
        title: words.service,
        flex: 1,
        minWidth: 140,
        value: ({ service }) => serviceNames[service],
      },
      { field: 'version', title: servicedeskPageMessages.record.columns.version, kind: 'number', width: 76 },
      { field: 'author', title: servicedeskPageMessages.record.columns.author, width: 104 },
      { field: 'changedAt', title: servicedeskPageMessages.columns.changedAt, kind: 'instant', width: 178 },
    ],
    [],
  );
  return (
    <DataTable<ArticleRow>
      name="servicedesk-article"
      columns={columns}
      rowId={({ id }) => id}
      load={load}
      topics={['servicedesk']}
      empty={servicedeskPageMessages.empty.article}
      exports={{
        title: servicedeskPageMessages.exportTitle(servicedeskPageMessages.tabs.article),
        record: (what) => client.audit.recordExport(what),
      }}
      detail={({ id }) => (
        <Alone clear={clear}>
          <ArticleDetail key={id} id={id} />
        </Alone>
      )}
      detailTitle={({ number }) => number}
    />
  );
}

function Side({ number, onClose }: { number: string; onClose: () => void }) {
  const found = useRead(
    ['servicedesk', 'number', number],
    ({ signal }) => client.servicedesk.articles.find({ number }, { signal }),
    { keepPrevious: false },
  );
  return (
    <SidePanel title={number} onClose={onClose}>
      <Loaded read={found}>{({ id }) => <ArticleDetail key={id} id={id} />}</Loaded>
    </SidePanel>
  );
}
