import { Button, Checkbox, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { Release, ReleaseNode } from '../../../shared/contract/servicedeskRecords.ts';
import { NODE_STEPS, type NodeState } from '../../../shared/domain/servicedesk.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { lookOf, stateName } from './look.ts';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages.nodes;
type Filter = keyof typeof words.filter;

/** The courts a release goes to, and how far it came at each. */
export function Nodes({ release }: { release: Release }) {
  const mayWork = useMayWork();
  const nodes = useRead(
    ['servicedesk', 'nodes', release.id],
    ({ signal }) => client.servicedesk.records.nodes({ id: release.id }, { signal }),
    { keepPrevious: false },
  );
  return (
    <section className={styles.block}>
      <h3 className={styles.blockHead}>{words.title}</h3>
      {mayWork && release.state === 'planned' ? <ChooseNodes release={release} /> : null}
      <Loaded read={nodes} lines={4}>
        {(found) =>
          found.length === 0 ? (
            <p className={styles.muted}>{words.none}</p>
          ) : (
            <>
              <Progress release={release} />
              <NodeTable release={release} nodes={found} mayWork={mayWork} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function Progress({ release }: { release: Release }) {
  const { total, done, verified, failed } = release.progress;
  const share = (count: number) => `${(count / Math.max(total, 1)) * 100}%`;
  return (
    <>
      <div className={styles.progress} aria-hidden="true">
        <span data-part="verified" style={{ width: share(verified) }} />
        <span data-part="done" style={{ width: share(done - verified) }} />
        <span data-part="failed" style={{ width: share(failed) }} />
      </div>
      <p>{words.progress(done, total, verified, failed)}</p>
    </>
  );
}

function ChooseNodes({ release }: { release: Release }) {
  const [scope, setScope] = useState<keyof typeof words.scope>('front-ends');
  const [own, setOwn] = useState<number[]>([]);
  const courts = useRead(
    ['servicedesk-courts'],
    ({ signal }) => client.servicedesk.records.courts(undefined, { signal }),
    { enabled: scope === 'custom' },
  );
  const set = useAct(
    () =>
      client.servicedesk.records.setNodes(
        scope === 'custom' ? { id: release.id, courts: own } : { id: release.id, scope },
      ),
    { topics: ['servicedesk'] },
  );
  return (
    <>
      <div className={styles.bar} style={{ marginBottom: 8 }}>
        <Segmented
          size="small"
          value={scope}
          onChange={setScope}
          options={(['front-ends', 'shared', 'custom'] as const).map((value) => ({
            value,
            label: words.scope[value],
          }))}
        />
        {scope === 'custom' ? (
          <Select
            mode="multiple"
            size="small"
            style={{ minWidth: 240, flex: 1 }}
            placeholder={words.choose}
            aria-label={words.choose}
            maxTagCount="responsive"
            showSearch={{ optionFilterProp: 'label' }}
            value={own}
            onChange={setOwn}
            options={(courts.data ?? []).map(({ code, name, mark }) => ({
              value: code,
              label: `${name}（${mark}）`,
            }))}
          />
        ) : null}
        <Button size="small" loading={set.busy} onClick={() => void set.run(undefined)}>
          {words.set}
        </Button>
      </div>
      <ErrorNote error={set.error} />
    </>
  );
}

function NodeTable({
  release,
  nodes,
  mayWork,
}: {
  release: Release;
  nodes: readonly ReleaseNode[];
  mayWork: boolean;
}) {
  const [filter, setFilter] = useState<Filter>('all');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [note, setNote] = useState('');
  const move = useAct(
    (state: NodeState) =>
      client.servicedesk.records.moveNodes({ id: release.id, courts: [...chosen], state, note }),
    { topics: ['servicedesk'] },
  );
  const mayMove = mayWork && (release.state === 'running' || release.state === 'done');
  const shown = nodes.filter(({ state }) => filter === 'all' || state === filter);
  const picked = nodes.filter(({ court }) => chosen.has(court));
  const next = (['done', 'verified', 'failed', 'rolledback', 'planned'] as const).filter(
    (state) => picked.length > 0 && picked.every((node) => NODE_STEPS[node.state].includes(state)),
  );
  const toggle = (court: number) =>
    setChosen((was) => {
      const now = new Set(was);
      if (!now.delete(court)) now.add(court);
      return now;
    });
  const go = async (state: NodeState) => {
    if ((await move.run(state)) === undefined) return;
    setChosen(new Set());
    setNote('');
  };
  return (
    <>
      <div className={styles.bar} style={{ marginBottom: 6 }}>
        <Segmented<Filter>
          size="small"
          value={filter}
          onChange={setFilter}
          options={(Object.keys(words.filter) as Filter[]).map((value) => ({
            value,
            label: words.filter[value],
          }))}
        />
        {mayMove ? (
          <Button size="small" onClick={() => setChosen(new Set(shown.map(({ court }) => court)))}>
            {words.selectAll}
          </Button>
        ) : null}
      </div>
      {mayMove && picked.length > 0 ? (
        <div className={styles.bar} style={{ marginBottom: 6 }}>
          <Input
            size="small"
            style={{ flex: 1 }}
            value={note}
            maxLength={300}
            placeholder={words.note}
            aria-label={words.note}
            onChange={(event) => setNote(event.target.value)}
          />
          {next.map((state) => (
            <Button key={state} size="small" loading={move.busy} onClick={() => void go(state)}>
              {words.mark(stateName(state), picked.length)}
            </Button>
          ))}
        </div>
      ) : null}
      <ErrorNote error={move.error} />
      <div className={styles.nodes}>
        <table>
          <tbody>
            {shown.map((node) => (
              <tr key={node.court}>
                <td>
                  {mayMove ? (
                    <Checkbox checked={chosen.has(node.court)} onChange={() => toggle(node.court)}>
                      {node.courtName}
                    </Checkbox>
                  ) : (
                    node.courtName
                  )}
                </td>
                <td>
                  <StateTag state={lookOf(node.state)} text={stateName(node.state)} plain />
                </td>
                <td>
                  {node.at ? <Instant value={node.at} form="recent" /> : null}
                  {node.note ? <div className={styles.muted}>{node.note}</div> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
