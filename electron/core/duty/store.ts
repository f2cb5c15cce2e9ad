import type { Knex } from 'knex';

export interface ShiftRow {
  id: string;
  day: string;
  operator_id: string;
  operator_name: string;
  signed_in_at: string;
  signed_out_at: string | null;
  note: string;
}

export interface HandoverRow {
  id: string;
  shift_id: string;
  from_operator: string;
  from_name: string;
  to_operator: string | null;
  to_name: string | null;
  written_at: string;
  accepted_at: string | null;
  face_to_face: number;
  system_state: string;
  items: string;
  notices: string;
  risks: string;
}

export interface MatterRow {
  id: string;
  title: string;
  detail: string;
  raised_name: string;
  raised_at: string;
  closed_name: string | null;
  closed_at: string | null;
  conclusion: string;
  carried_over: number;
}

export function dutyStore(db: Knex) {
  const shifts = () =>
    db('duty_shift')
      .join('operator', 'operator.id', 'duty_shift.operator_id')
      .select('duty_shift.*', 'operator.name as operator_name');
  const handovers = () =>
    db('duty_handover')
      .join({ sender: 'operator' }, 'sender.id', 'duty_handover.from_operator')
      .leftJoin({ receiver: 'operator' }, 'receiver.id', 'duty_handover.to_operator')
      .select('duty_handover.*', 'sender.name as from_name', 'receiver.name as to_name');
  const matters = () =>
    db('duty_matter')
      .join({ raiser: 'operator' }, 'raiser.id', 'duty_matter.raised_by')
      .leftJoin({ closer: 'operator' }, 'closer.id', 'duty_matter.closed_by')
      .select('duty_matter.*', 'raiser.name as raised_name', 'closer.name as closed_name')
      .select(
        db('duty_handover_matter')
          .count()
          .whereRaw('matter_id = duty_matter.id')
          .as('carried_over') as unknown as Knex.Raw,
      );

  return {
    openShifts: (): Promise<ShiftRow[]> =>
      shifts().whereNull('duty_shift.signed_out_at').orderBy('duty_shift.signed_in_at'),
    openShiftOf: (operatorId: string): Promise<ShiftRow | undefined> =>
      shifts().whereNull('duty_shift.signed_out_at').andWhere('duty_shift.operator_id', operatorId).first(),
    /** Shifts signed in on the Beijing days `from`…`to`. */
    shiftsBetween: (from: string, to: string): Promise<ShiftRow[]> =>
      shifts().whereBetween('duty_shift.day', [from, to]),
    shift: (id: string): Promise<ShiftRow | undefined> => shifts().where('duty_shift.id', id).first(),
    async history(page: { offset: number; limit: number }): Promise<{ rows: ShiftRow[]; total: number }> {
      const rows = (await shifts()
        .orderBy('duty_shift.signed_in_at', 'desc')
        .offset(page.offset)
        .limit(page.limit)) as ShiftRow[];
      const [count] = (await db('duty_shift').count({ total: '*' })) as { total: number }[];
      return { rows, total: Number(count?.total ?? 0) };
    },
    insertShift: async (row: {
      id: string;
      day: string;
      operator_id: string;
      signed_in_at: string;
    }): Promise<void> => {
      await db('duty_shift').insert(row);
    },
    closeShift: async (id: string, changes: { signed_out_at: string; note: string }): Promise<void> => {
      await db('duty_shift').where({ id }).update(changes);
    },
    insertHandover: async (row: Omit<HandoverRow, 'from_name' | 'to_name'>): Promise<void> => {
      await db('duty_handover').insert(row);
    },
    handover: (id: string): Promise<HandoverRow | undefined> =>
      handovers().where('duty_handover.id', id).first(),
    waitingHandover: (): Promise<HandoverRow | undefined> =>
      handovers().whereNull('duty_handover.accepted_at').orderBy('duty_handover.written_at', 'desc').first(),
    handoversOfShifts: (ids: readonly string[]): Promise<HandoverRow[]> =>
      handovers().whereIn('duty_handover.shift_id', [...ids]),
    /** True only for the one who was first: two acceptances of one hand-over cannot both count. */
    async acceptHandover(id: string, by: string, at: string): Promise<boolean> {
      const updated = await db('duty_handover')
        .where({ id })
        .whereNull('accepted_at')
        .update({ to_operator: by, accepted_at: at });
      return updated === 1;
    },
    openMatters: (): Promise<MatterRow[]> =>
      matters().whereNull('duty_matter.closed_at').orderBy('duty_matter.raised_at'),
    matter: (id: string): Promise<MatterRow | undefined> => matters().where('duty_matter.id', id).first(),
    async mattersOf(handoverIds: readonly string[]): Promise<(MatterRow & { handover_id: string })[]> {
      return matters()
        .join('duty_handover_matter', 'duty_handover_matter.matter_id', 'duty_matter.id')
        .select('duty_handover_matter.handover_id')
        .whereIn('duty_handover_matter.handover_id', [...handoverIds])
        .orderBy('duty_matter.raised_at');
    },
    insertMatter: async (row: {
      id: string;
      title: string;
      detail: string;
      raised_by: string;
      raised_at: string;
    }): Promise<void> => {
      await db('duty_matter').insert(row);
    },
    async closeMatter(
      id: string,
      changes: { closed_by: string; closed_at: string; conclusion: string },
    ): Promise<boolean> {
      return (await db('duty_matter').where({ id }).whereNull('closed_at').update(changes)) === 1;
    },
    /** The open matters of this moment go with the hand-over. */
    async carryOpenMatters(handoverId: string): Promise<void> {
      await db.raw(
        'INSERT INTO duty_handover_matter (handover_id, matter_id) SELECT ?, id FROM duty_matter WHERE closed_at IS NULL',
        [handoverId],
      );
    },
  };
}
