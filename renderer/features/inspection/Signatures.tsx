import { App, Button } from 'antd';
import type { Sheet, SignatureBox } from '../../../shared/contract/inspection.ts';
import type { Role } from '../../../shared/domain/roles.ts';
import { boxNames, inspectionMessages } from '../../../shared/messages/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useSession } from '../../rpc/query.tsx';
import styles from './SheetsPage.module.css';

const words = inspectionPageMessages.sign;
const BOXES: readonly SignatureBox[] = ['inspector', 'reviewer', 'customer'];
const SIGNERS: Record<SignatureBox, readonly Role[]> = {
  inspector: ['engineer', 'manager'],
  reviewer: ['engineer', 'manager'],
  customer: ['supervisor'],
};

/** The three boxes of the sheet: who signed what, and the signature that is next. */
export function Signatures({ sheet }: { sheet: Sheet }) {
  const operator = useSession()?.operator;
  const role = operator?.role;
  const inspector = validSignature(sheet, 'inspector');
  const { message, modal } = App.useApp();
  const sign = useAct(
    (box: SignatureBox) => client.inspection.sign({ day: sheet.day, box, digest: sheet.digest }),
    { topics: ['inspection'], onDone: () => void message.success(words.done) },
  );
  const next = BOXES.find((box) => !validSignature(sheet, box));
  // The core refuses a reviewer who inspected; the button is not offered to them.
  const mine = (box: SignatureBox) =>
    role !== undefined &&
    SIGNERS[box].includes(role) &&
    !(box === 'reviewer' && inspector?.name === operator?.name);
  const ask = (box: SignatureBox) =>
    modal.confirm({
      title: words.confirmTitle(boxNames[box]),
      content: words.confirm(inspectionMessages.summary(sheet.counts), sheet.digest),
      okText: words.sign,
      width: 460,
      onOk: async () => {
        await sign.run(box);
      },
    });
  return (
    <>
      <ul className={styles.boxes}>
        {BOXES.map((box) => {
          const valid = validSignature(sheet, box);
          const voided = sheet.signatures.findLast((each) => each.box === box && each.voidedAt !== null);
          return (
            <li key={box} className={styles.box}>
              <span className={styles.boxName}>{boxNames[box]}</span>
              {valid ? (
                <span>
                  <strong>{valid.name}</strong> <Instant value={valid.at} form="recent" />
                </span>
              ) : box === next && mine(box) ? (
                <Button size="small" loading={sign.busy} onClick={() => ask(box)}>
                  {words.sign}
                </Button>
              ) : (
                <span className={styles.muted}>{words.empty}</span>
              )}
              {!valid && voided ? (
                <span className={styles.muted} title={voided.voidReason}>
                  {voided.name} {words.voided}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <ErrorNote error={sign.error} />
    </>
  );
}

function validSignature(sheet: Sheet, box: SignatureBox) {
  return sheet.signatures.find((each) => each.box === box && each.voidedAt === null);
}
