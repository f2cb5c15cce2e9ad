import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { type BoardState, boardMove } from '../../../shared/domain/servicedesk.ts';
import { servicedeskPageMessages as words } from '../../../shared/messages/servicedeskPage.ts';
import { dragOf } from '../../components/drag.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { ActDrawer, type AskedAct } from './ActDrawer.tsx';
import { stateName } from './look.ts';

export const cardDrag = dragOf<{ id: string }>('application/x-incident');

/** A card under way: dragged by the mouse (`to`: the column beneath) or carried by keys. */
export interface Carried {
  incident: Incident;
  to: BoardState | undefined;
  by: 'mouse' | 'keys';
}

/** What letting go would do, or why it is refused; undefined over the card's own column. */
export function saysOf(carried: Carried): { text: string; refused: boolean } | undefined {
  const move = carried.to && boardMove(carried.incident, carried.to);
  if (!move) return undefined;
  if ('refused' in move) return { text: words.board.refused[move.refused] ?? '', refused: true };
  return { text: words.board.carried(words.acts[move.step] ?? move.step), refused: false };
}

/**
 * Puts incidents into other columns: what needs nothing more is done at once, the rest asks with the form of the step;
 * what is refused says why.
 */
export function useBoardMoves(): { drop: (incident: Incident, to: BoardState) => void; shown: ReactNode } {
  const { message } = App.useApp();
  const [asking, setAsking] = useState<{ incident: Incident; act: AskedAct }>();
  const [open, setOpen] = useState(false);
  const act = useAct((run: () => Promise<Incident>) => run(), {
    topics: ['servicedesk'],
    onDone: ({ number, state }) => void message.success(words.done(number, stateName(state))),
  });
  const drop = (incident: Incident, to: BoardState) => {
    const move = boardMove(incident, to);
    if (!move) return;
    act.clear();
    if ('refused' in move)
      return void message.warning(`${incident.number} ${words.board.refused[move.refused] ?? ''}`);
    const { id } = incident;
    const { incidents } = client.servicedesk;
    switch (move.step) {
      case 'respond':
        return void act.run(() => incidents.respond({ id, at: null, reason: '' }));
      case 'resume':
        return void act.run(() => incidents.resume({ id }));
      case 'pause':
      case 'resolve':
      case 'close':
      case 'reopen':
        setAsking({ incident, act: move.step });
        setOpen(true);
    }
  };
  return {
    drop,
    shown: (
      <>
        <ErrorNote error={act.error} />
        {asking ? (
          <ActDrawer
            key={`${asking.incident.id} ${asking.act}`}
            incident={asking.incident}
            act={asking.act}
            open={open}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </>
    ),
  };
}
