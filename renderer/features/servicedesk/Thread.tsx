import { App, Button, Input, Upload } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Attachment, DeskLink, Note } from '../../../shared/contract/servicedeskRecords.ts';
import type { DeskKind } from '../../../shared/domain/servicedesk.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { base64Of, bytesOf } from '../../components/bytes.ts';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatBytes } from '../../components/format.ts';
import { Loaded } from '../../components/Page.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages.thread;

export interface ThreadOwner {
  kind: Exclude<DeskKind, 'article'>;
  id: string;
}

/** What hangs on a record: links to others, files, and everything that was done, the latest first. */
export function Thread({ kind, id }: ThreadOwner) {
  const owner = { kind, id };
  const thread = useRead(
    ['servicedesk', 'thread', kind, id],
    ({ signal }) => client.servicedesk.thread.get(owner, { signal }),
    { keepPrevious: false },
  );
  return (
    <Loaded read={thread} lines={3}>
      {({ links, attachments, notes }) => (
        <>
          <Links owner={owner} links={links} />
          <Attachments owner={owner} attachments={attachments} />
          <Timeline owner={owner} notes={notes} />
        </>
      )}
    </Loaded>
  );
}

function Links({ owner, links }: { owner: ThreadOwner; links: readonly DeskLink[] }) {
  const mayWork = useMayWork();
  const [number, setNumber] = useState('');
  const act = useAct((run: () => Promise<unknown>) => run(), { topics: ['servicedesk'] });
  const add = async () => {
    if (number.trim() === '') return;
    const added = await act.run(() => client.servicedesk.thread.link({ ...owner, number }));
    if (added !== undefined) setNumber('');
  };
  return (
    <section className={styles.block}>
      <h3 className={styles.blockHead}>{words.links}</h3>
      {links.length === 0 ? (
        <p className={styles.muted}>{words.noLinks}</p>
      ) : (
        <ul className={styles.links}>
          {links.map((link) => (
            <li key={link.id}>
              <span className={styles.muted}>{servicedeskMessages.kinds[link.kind]}</span>
              <Link
                className={styles.number ?? ''}
                to={link.kind === 'changeorder' ? '/changeorder' : `/servicedesk/${link.number}`}
              >
                {link.number}
              </Link>
              <span className={styles.linkTitle} title={link.title}>
                {link.title}
              </span>
              <span className={styles.muted}>
                {link.relation === 'duplicate' ? words.duplicate : link.state}
              </span>
              {mayWork ? (
                <Button
                  type="link"
                  size="small"
                  onClick={() =>
                    void act.run(() => client.servicedesk.thread.unlink({ ...owner, linkId: link.id }))
                  }
                >
                  {words.unlink}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayWork ? (
        <Input.Search
          size="small"
          value={number}
          placeholder={words.addLink}
          aria-label={words.addLink}
          enterButton={words.link}
          loading={act.busy}
          onChange={(event) => setNumber(event.target.value)}
          onSearch={() => void add()}
        />
      ) : null}
      <ErrorNote error={act.error} />
    </section>
  );
}

function Attachments({ owner, attachments }: { owner: ThreadOwner; attachments: readonly Attachment[] }) {
  const { message } = App.useApp();
  const mayWork = useMayWork();
  const add = useAct(
    async (file: File) =>
      client.servicedesk.thread.attach({ ...owner, name: file.name, base64: await base64Of(file) }),
    { topics: ['servicedesk'], onDone: ({ name }) => void message.success(name) },
  );
  const save = useAct(async (id: string) => {
    const { name, base64 } = await client.servicedesk.thread.attachment({ id });
    download(name, bytesOf(base64), 'application/octet-stream');
  });
  return (
    <section className={styles.block}>
      <h3 className={styles.blockHead}>
        {words.attachments}
        <span className={styles.grow} />
        {mayWork ? (
          <Upload
            showUploadList={false}
            beforeUpload={(file) => {
              void add.run(file);
              return false;
            }}
          >
            <Button size="small" loading={add.busy} title={words.attachHint}>
              {words.attach}
            </Button>
          </Upload>
        ) : null}
      </h3>
      {attachments.length === 0 ? (
        <p className={styles.muted}>{words.noAttachments}</p>
      ) : (
        <ul className={styles.links}>
          {attachments.map(({ id, name, bytes, by, at }) => (
            <li key={id}>
              <Button type="link" size="small" onClick={() => void save.run(id)}>
                {name}
              </Button>
              <span className={styles.muted}>
                {formatBytes(bytes)}　{by} <Instant value={at} form="recent" />
              </span>
            </li>
          ))}
        </ul>
      )}
      <ErrorNote error={add.error ?? save.error} />
    </section>
  );
}

function Timeline({ owner, notes }: { owner: ThreadOwner; notes: readonly Note[] }) {
  const [text, setText] = useState('');
  const send = useAct((comment: string) => client.servicedesk.thread.comment({ ...owner, text: comment }), {
    topics: ['servicedesk'],
  });
  const submit = async () => {
    if (text.trim() === '') return;
    if ((await send.run(text)) !== undefined) setText('');
  };
  return (
    <section className={styles.block}>
      <h3 className={styles.blockHead}>{words.timeline}</h3>
      <Input.Search
        size="small"
        value={text}
        maxLength={2000}
        placeholder={words.comment}
        aria-label={words.comment}
        enterButton={words.send}
        loading={send.busy}
        onChange={(event) => setText(event.target.value)}
        onSearch={() => void submit()}
      />
      <ErrorNote error={send.error} />
      {notes.length === 0 ? <p className={styles.muted}>{words.noNotes}</p> : null}
      <ol className={styles.timeline} style={{ marginTop: 8 }}>
        {notes.toReversed().map(({ id, at, by, act, text: said }) => (
          <li key={id} data-act={act}>
            <span className={styles.timelineHead}>
              <Instant value={at} form="recent" />　{by}　{servicedeskMessages.acts[act] ?? act}
            </span>
            {said ? <span className={styles.timelineText}>{said}</span> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
